import { withShared } from './shared.ts';

export const COMPANY_PROPERTIES = withShared(
  `
  [companyinformation] Company information
  name                      | Company name                  | text     | form
  domain                    | Company Domain Name           | text     | form
  hs_additional_domains     | Additional Domains            | checkbox |
  website                   | Website URL                   | text     | form
  phone                     | Phone Number                  | phone    | form
  description               | Description                   | textarea | form
  about_us                  | About Us                      | textarea | form
  address                   | Street Address                | text     | form
  address2                  | Street Address 2              | text     | form
  city                      | City                          | text     | form
  state                     | State/Region                  | text     | form
  zip                       | Postal Code                   | text     | form
  country                   | Country/Region                | text     | form
  timezone                  | Time Zone                     | text     | form
  industry                  | Industry                      | select   | form | ACCOUNTING=Accounting; AIRLINES_AVIATION=Airlines/Aviation; APPAREL_FASHION=Apparel & Fashion; ARCHITECTURE_PLANNING=Architecture & Planning; AUTOMOTIVE=Automotive; BANKING=Banking; BIOTECHNOLOGY=Biotechnology; BROADCAST_MEDIA=Broadcast Media; BUILDING_MATERIALS=Building Materials; CHEMICALS=Chemicals; CIVIL_ENGINEERING=Civil Engineering; COMPUTER_GAMES=Computer Games; COMPUTER_HARDWARE=Computer Hardware; COMPUTER_NETWORKING=Computer Networking; COMPUTER_SOFTWARE=Computer Software; CONSTRUCTION=Construction; CONSUMER_ELECTRONICS=Consumer Electronics; CONSUMER_GOODS=Consumer Goods; CONSUMER_SERVICES=Consumer Services; COSMETICS=Cosmetics; DEFENSE_SPACE=Defense & Space; DESIGN=Design; EDUCATION_MANAGEMENT=Education Management; E_LEARNING=E-Learning; ELECTRICAL_ELECTRONIC_MANUFACTURING=Electrical/Electronic Manufacturing; ENTERTAINMENT=Entertainment; ENVIRONMENTAL_SERVICES=Environmental Services; EVENTS_SERVICES=Events Services; FACILITIES_SERVICES=Facilities Services; FARMING=Farming; FINANCIAL_SERVICES=Financial Services; FOOD_BEVERAGES=Food & Beverages; FOOD_PRODUCTION=Food Production; FURNITURE=Furniture; GOVERNMENT_ADMINISTRATION=Government Administration; GRAPHIC_DESIGN=Graphic Design; HEALTH_WELLNESS_AND_FITNESS=Health, Wellness and Fitness; HIGHER_EDUCATION=Higher Education; HOSPITAL_HEALTH_CARE=Hospital & Health Care; HOSPITALITY=Hospitality; HUMAN_RESOURCES=Human Resources; INDUSTRIAL_AUTOMATION=Industrial Automation; INFORMATION_SERVICES=Information Services; INFORMATION_TECHNOLOGY_AND_SERVICES=Information Technology and Services; INSURANCE=Insurance; INTERNATIONAL_TRADE_AND_DEVELOPMENT=International Trade and Development; INTERNET=Internet; INVESTMENT_BANKING=Investment Banking; INVESTMENT_MANAGEMENT=Investment Management; LAW_PRACTICE=Law Practice; LEGAL_SERVICES=Legal Services; LEISURE_TRAVEL_TOURISM=Leisure, Travel & Tourism; LOGISTICS_AND_SUPPLY_CHAIN=Logistics and Supply Chain; MACHINERY=Machinery; MANAGEMENT_CONSULTING=Management Consulting; MARITIME=Maritime; MARKET_RESEARCH=Market Research; MARKETING_AND_ADVERTISING=Marketing and Advertising; MECHANICAL_OR_INDUSTRIAL_ENGINEERING=Mechanical or Industrial Engineering; MEDIA_PRODUCTION=Media Production; MEDICAL_DEVICES=Medical Devices; MEDICAL_PRACTICE=Medical Practice; MINING_METALS=Mining & Metals; NON_PROFIT_ORGANIZATION_MANAGEMENT=Non-Profit Organization Management; OIL_ENERGY=Oil & Energy; PACKAGING_AND_CONTAINERS=Packaging and Containers; PHARMACEUTICALS=Pharmaceuticals; PRINTING=Printing; PROFESSIONAL_TRAINING_COACHING=Professional Training & Coaching; PUBLIC_RELATIONS_AND_COMMUNICATIONS=Public Relations and Communications; PUBLISHING=Publishing; REAL_ESTATE=Real Estate; RENEWABLES_ENVIRONMENT=Renewables & Environment; RESEARCH=Research; RESTAURANTS=Restaurants; RETAIL=Retail; SECURITY_AND_INVESTIGATIONS=Security and Investigations; SEMICONDUCTORS=Semiconductors; SPORTS=Sports; STAFFING_AND_RECRUITING=Staffing and Recruiting; SUPERMARKETS=Supermarkets; TELECOMMUNICATIONS=Telecommunications; TEXTILES=Textiles; TRANSPORTATION_TRUCKING_RAILROAD=Transportation/Trucking/Railroad; UTILITIES=Utilities; VENTURE_CAPITAL_PRIVATE_EQUITY=Venture Capital & Private Equity; WAREHOUSING=Warehousing; WHOLESALE=Wholesale; WINE_AND_SPIRITS=Wine and Spirits; WIRELESS=Wireless; WRITING_AND_EDITING=Writing and Editing
  type                      | Type                          | select   | form | PROSPECT=Prospect; PARTNER=Partner; RESELLER=Reseller; VENDOR=Vendor; OTHER=Other
  lifecyclestage            | Lifecycle Stage               | radio    | form | subscriber=Subscriber; lead=Lead; marketingqualifiedlead=Marketing Qualified Lead; salesqualifiedlead=Sales Qualified Lead; opportunity=Opportunity; customer=Customer; evangelist=Evangelist; other=Other
  hs_lead_status            | Lead Status                   | radio    | form | NEW=New; OPEN=Open; IN_PROGRESS=In Progress; OPEN_DEAL=Open Deal; UNQUALIFIED=Unqualified; ATTEMPTED_TO_CONTACT=Attempted to Contact; CONNECTED=Connected; BAD_TIMING=Bad Timing
  numberofemployees         | Number of Employees           | number   | form
  annualrevenue             | Annual Revenue                | number   | form currency
  founded_year              | Year Founded                  | text     | form
  is_public                 | Is Public                     | bool     | form
  total_money_raised        | Total Money Raised            | text     | form
  web_technologies          | Web Technologies              | checkbox |
  hs_ideal_customer_profile | Ideal Customer Profile Tier   | select   | form | tier_1=Tier 1; tier_2=Tier 2; tier_3=Tier 3
  hs_is_target_account      | Target Account                | bool     | form
  hs_target_account         | Target Account tier           | select   | form | tier_1=Tier 1; tier_2=Tier 2; tier_3=Tier 3
  hs_logo_url               | Logo URL                      | text     |
  hs_parent_company_id      | Parent Company                | number   |
  hs_num_child_companies    | Number of child companies     | number   | calculated
  num_associated_contacts   | Number of Associated Contacts | number   | calculated
  num_associated_deals      | Number of Associated Deals    | number   | calculated
  total_revenue             | Total Revenue                 | number   | calculated currency
  recent_deal_amount        | Recent Deal Amount            | number   | calculated currency
  recent_deal_close_date    | Recent Deal Close Date        | datetime | calculated
  first_contact_createdate  | First Contact Create Date     | datetime | calculated
  first_deal_created_date   | First Deal Created Date       | datetime | calculated
  days_to_close             | Days to Close                 | number   | calculated
  closedate                 | Close Date                    | datetime |
  hs_pipeline               | Pipeline                      | text     | readonly hidden
  hs_lifecyclestage_subscriber_date             | Became a Subscriber Date               | datetime | readonly
  hs_lifecyclestage_lead_date                   | Became a Lead Date                     | datetime | readonly
  hs_lifecyclestage_marketingqualifiedlead_date | Became a Marketing Qualified Lead Date | datetime | readonly
  hs_lifecyclestage_salesqualifiedlead_date     | Became a Sales Qualified Lead Date     | datetime | readonly
  hs_lifecyclestage_opportunity_date            | Became an Opportunity Date             | datetime | readonly
  hs_lifecyclestage_customer_date               | Became a Customer Date                 | datetime | readonly
  hs_lifecyclestage_evangelist_date             | Became an Evangelist Date              | datetime | readonly
  hs_lifecyclestage_other_date                  | Became an Other Lifecycle Date         | datetime | readonly

  [social_media_information] Social media information
  linkedin_company_page     | LinkedIn Company Page         | text     | form
  linkedinbio               | LinkedIn Bio                  | textarea | form
  facebook_company_page     | Facebook Company Page         | text     | form
  twitterhandle             | Twitter Handle                | text     | form
  googleplus_page           | Google Plus Page              | text     | form

  [companyactivity] Company activity
  notes_last_contacted      | Last Contacted                | datetime | readonly
  notes_last_updated        | Last Activity Date            | datetime | readonly
  notes_next_activity_date  | Next Activity Date            | datetime | readonly
  num_contacted_notes       | Number of times contacted     | number   | readonly
  num_notes                 | Number of Sales Activities    | number   | readonly
  hs_last_sales_activity_timestamp | Last Engagement Date   | datetime | readonly

  [analyticsinformation] Analytics information
  hs_analytics_source       | Original Traffic Source       | select   | readonly | ORGANIC_SEARCH=Organic Search; PAID_SEARCH=Paid Search; EMAIL_MARKETING=Email Marketing; SOCIAL_MEDIA=Organic Social; REFERRALS=Referrals; OTHER_CAMPAIGNS=Other Campaigns; DIRECT_TRAFFIC=Direct Traffic; OFFLINE=Offline Sources; PAID_SOCIAL=Paid Social; AI_REFERRALS=AI Referrals
  hs_analytics_num_page_views | Number of Pageviews         | number   | readonly
  hs_analytics_num_visits   | Number of Sessions            | number   | readonly
  first_conversion_date     | First Conversion Date         | datetime | readonly
  recent_conversion_date    | Recent Conversion Date        | datetime | readonly
  num_conversion_events     | Number of Form Submissions    | number   | readonly
`,
  'createdate',
  'hs_lastmodifieddate',
);
