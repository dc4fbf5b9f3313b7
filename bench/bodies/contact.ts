/** What a contact of the benches says, but for its address. */
export const CONTACT_PROPERTIES = {
  firstname: 'Ada',
  lastname: 'Lovelace',
  phone: '+31 20 123 4567',
  company: 'Analytical Engines',
  website: 'https://engines.example',
  address: 'Main Street 1',
  zip: '1011 AB',
  country: 'Netherlands',
  jobtitle: 'Mathematician',
  city: 'London',
  lifecyclestage: 'lead',
};
