import { propertyTable } from '@millrace/core/crm';
import type { PropertyDefinition } from '@millrace/core/property';

/** The group of every property of an event. */
export const EVENT_GROUP = 'event_information';

/** The properties of an event type defined with `includeDefaultProperties`: place, page and device. */
export const DEFAULT_EVENT_PROPERTIES: readonly PropertyDefinition[] = propertyTable(`
  [${EVENT_GROUP}] Event information
  hs_asset_description  | Asset description     | text
  hs_asset_type         | Asset type            | text
  hs_browser            | Browser               | text
  hs_campaign_id        | Campaign ID           | text
  hs_city               | City                  | text
  hs_country            | Country               | text
  hs_device_name        | Device name           | text
  hs_device_type        | Device type           | text
  hs_element_class      | Element class         | text
  hs_element_id         | Element ID            | text
  hs_element_text       | Element text          | text
  hs_language           | Language              | text
  hs_link_href          | Link href             | text
  hs_operating_system   | Operating system      | text
  hs_operating_version  | Operating version     | text
  hs_page_content_type  | Page content type     | text
  hs_page_id            | Page ID               | text
  hs_page_title         | Page title            | text
  hs_page_url           | Page URL              | text
  hs_parent_module_id   | Parent module ID      | text
  hs_referrer           | Referrer              | text
  hs_region             | Region                | text
  hs_screen_height      | Screen height         | text
  hs_screen_width       | Screen width          | text
  hs_touchpoint_source  | Touchpoint source     | text
  hs_tracking_name      | Tracking name         | text
  hs_url                | URL                   | text
  hs_user_agent         | User agent            | text
  hs_utm_campaign       | UTM campaign          | text
  hs_utm_content        | UTM content           | text
  hs_utm_medium         | UTM medium            | text
  hs_utm_source         | UTM source            | text
  hs_utm_term           | UTM term              | text
`).properties;
