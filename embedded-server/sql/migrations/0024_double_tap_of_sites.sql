-- SPDX-License-Identifier: GPL-3.0-or-later
-- The double-tap time is the site's (DeviceService). Where the stations of a site do not agree, the one that was changed last is
-- right.
update devices d
   set double_tap_seconds = latest.double_tap_seconds
  from (select distinct on (fold_text(btrim(site))) fold_text(btrim(site)) as site, double_tap_seconds
          from devices
         where btrim(site) <> ''
         order by fold_text(btrim(site)), updated_at desc, id desc) latest
 where fold_text(btrim(d.site)) = latest.site and d.double_tap_seconds <> latest.double_tap_seconds;
