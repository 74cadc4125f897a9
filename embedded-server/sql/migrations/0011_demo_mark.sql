-- SPDX-License-Identifier: GPL-3.0-or-later
-- A row says that this database holds the demo company, whose passwords everybody knows: it may be thrown away, and no
-- production server serves it.
create table demo_company (made_at timestamptz not null default now());
