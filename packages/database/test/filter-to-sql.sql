-- users: userName eq "Kai"
r.user_name_key = fold($1::text);
-- ["Kai"]

-- users: userName ne "Kai"
(r.user_name_key = fold($1::text) is not true);
-- ["Kai"]

-- users: userName co "Kai"
position(fold($1::text) in r.user_name_key) > 0;
-- ["Kai"]

-- users: userName sw "Kai"
(r.user_name_key collate "C" >= fold($1::text) and r.user_name_key collate "C" < prefix_end(fold($1::text)));
-- ["Kai"]

-- users: userName ew "Kai"
right(r.user_name_key, length(fold($1::text))) = fold($1::text);
-- ["Kai"]

-- users: userName gt "Kai"
r.user_name_key collate "C" > fold($1::text);
-- ["Kai"]

-- users: userName ge "Kai"
r.user_name_key collate "C" >= fold($1::text);
-- ["Kai"]

-- users: userName lt "Kai"
r.user_name_key collate "C" < fold($1::text);
-- ["Kai"]

-- users: userName le "Kai"
r.user_name_key collate "C" <= fold($1::text);
-- ["Kai"]

-- users: userName pr
r.user_name_key > '';
-- []

-- users: externalId eq "Kai"
r.external_id = $1::text;
-- ["Kai"]

-- users: externalId co "Kai"
position($1::text in r.external_id) > 0;
-- ["Kai"]

-- users: id eq "0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa"
r.id = $1::uuid;
-- ["0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa"]

-- users: id eq "kai"
false;
-- []

-- users: id sw "0198"
r.id between $1::uuid and $2::uuid;
-- ["01980000-0000-0000-0000-000000000000","0198ffff-ffff-ffff-ffff-ffffffffffff"]

-- users: displayName sw "Kai"
((r.display_key collate "C" >= fold($1::text) and r.display_key collate "C" < prefix_end(fold($1::text))) and r.display_name is not null);
-- ["Kai"]

-- users: displayName ne "Kai"
((r.display_key = fold($1::text) and r.display_name is not null) is not true);
-- ["Kai"]

-- users: active eq true
r.active = $1::boolean;
-- [true]

-- users: active ne "False"
r.active is distinct from $1::boolean;
-- [false]

-- users: active pr
r.active is not null;
-- []

-- users: meta.lastModified gt "2026-01-31T10:00:00+01:00"
date_trunc('milliseconds', r.updated_at) > $1::timestamptz;
-- ["2026-01-31T09:00:00.000000Z"]

-- users: meta.created pr
date_trunc('milliseconds', r.created_at) is not null;
-- []

-- users: meta.version eq "W/\"2\""
('W/"' || r.version || '"') = $1::text;
-- ["W/\"2\""]

-- users: title eq "Engineer"
fold((r.attributes -> 'title' #>> '{}')) = fold($1::text);
-- ["Engineer"]

-- users: title eq null
(r.attributes -> 'title' #>> '{}') is null;
-- []

-- users: profileUrl sw "https://"
starts_with((r.attributes -> 'profileUrl' #>> '{}'), $1::text);
-- ["https://"]

-- users: name.familyName co "und"
position(fold($1::text) in fold((r.attributes -> 'name' -> 'familyName' #>> '{}'))) > 0;
-- ["und"]

-- users: name pr
jsonb_path_exists(r.attributes -> 'name', '$.** ? (@.type() != "object" && (@.type() != "string" || @ != ""))');
-- []

-- users: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "Support"
fold((r.attributes -> 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User' -> 'department' #>> '{}')) = fold($1::text);
-- ["Support"]

-- users: manager eq "kai"
(r.attributes -> 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User' -> 'manager' -> 'value' #>> '{}') = $1::text;
-- ["kai"]

-- users: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User pr
jsonb_path_exists(r.attributes -> 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', '$.** ? (@.type() != "object" && (@.type() != "string" || @ != ""))');
-- []

-- users: urn:example:badge:2.0:User:colour eq "green"
fold((r.attributes #>> $1::text[])) = fold($2::text);
-- [["urn:example:badge:2.0:User","colour"],"green"]

-- users: emails eq "kai@example.com"
((r.email_key = fold($2::text) or r.id = any(array(select f.user_id from further_emails f where f.email_key = fold($2::text)))) and exists (select from jsonb_array_elements(r.attributes -> 'emails') as e where fold((e.value -> 'value' #>> '{}')) = fold($1::text)));
-- ["kai@example.com","kai@example.com"]

-- users: emails.value ne "kai@example.com"
((((r.email_key = fold($2::text) or r.id = any(array(select f.user_id from further_emails f where f.email_key = fold($2::text)))) and exists (select from jsonb_array_elements(r.attributes -> 'emails') as e where fold((e.value -> 'value' #>> '{}')) = fold($1::text)))) is not true);
-- ["kai@example.com","kai@example.com"]

-- users: emails sw "kai@"
(((r.email_key collate "C" >= fold($2::text) and r.email_key collate "C" < prefix_end(fold($2::text))) or r.id = any(array(select f.user_id from further_emails f where (f.email_key collate "C" >= fold($2::text) and f.email_key collate "C" < prefix_end(fold($2::text)))))) and exists (select from jsonb_array_elements(r.attributes -> 'emails') as e where starts_with(fold((e.value -> 'value' #>> '{}')), fold($1::text))));
-- ["kai@","kai@"]

-- users: emails.value pr
(r.email_key is not null and exists (select from jsonb_array_elements(r.attributes -> 'emails') as e where (e.value -> 'value' #>> '{}') <> ''));
-- []

-- users: emails eq null
not exists (select from jsonb_array_elements(r.attributes -> 'emails') as e where (e.value -> 'value' #>> '{}') is not null);
-- []

-- users: emails pr
exists (select from jsonb_array_elements(r.attributes -> 'emails') as e where jsonb_path_exists(e.value, '$.** ? (@.type() != "object" && (@.type() != "string" || @ != ""))'));
-- []

-- users: emails.type pr
exists (select from jsonb_array_elements(r.attributes -> 'emails') as e where (e.value -> 'type' #>> '{}') <> '');
-- []

-- users: emails[type eq "work" and value ew "@example.com"]
exists (select from jsonb_array_elements(r.attributes -> 'emails') as e where (fold((e.value -> 'type' #>> '{}')) = fold($1::text) and right(fold((e.value -> 'value' #>> '{}')), length(fold($2::text))) = fold($2::text)));
-- ["work","@example.com"]

-- users: emails[type eq "work"].value eq "kai@example.com"
((r.email_key = fold($3::text) or r.id = any(array(select f.user_id from further_emails f where f.email_key = fold($3::text)))) and exists (select from jsonb_array_elements(r.attributes -> 'emails') as e where fold((e.value -> 'type' #>> '{}')) = fold($1::text) and fold((e.value -> 'value' #>> '{}')) = fold($2::text)));
-- ["work","kai@example.com","kai@example.com"]

-- users: emails[type eq "work"].value pr
(r.email_key is not null and exists (select from jsonb_array_elements(r.attributes -> 'emails') as e where fold((e.value -> 'type' #>> '{}')) = fold($1::text) and (e.value -> 'value' #>> '{}') <> ''));
-- ["work"]

-- users: x509Certificates co "MII"
exists (select from jsonb_array_elements(r.attributes -> 'x509Certificates') as e where position($1::text in (e.value -> 'value' #>> '{}')) > 0);
-- ["MII"]

-- users: schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
exists (select from jsonb_array_elements(('{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"' || r.extension_urns || ']}')::jsonb -> 'schemas') as e where (e.value #>> '{}') = $1::text);
-- ["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"]

-- users: groups eq "0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa"
exists (select from (select m.group_id as id, 'direct' as type from memberships m where m.user_id = r.id and m.requested
      and exists (select from groups g where g.id = m.group_id)
      union all select g.id, 'indirect' from groups_of(r.id) g
      where exists (select from memberships n where n.subgroup_id is not null) and not g.is_direct) m where true and m.id = $1::uuid);
-- ["0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa"]

-- users: groups eq "nobody"
exists (select from (select m.group_id as id, 'direct' as type from memberships m where m.user_id = r.id and m.requested
      and exists (select from groups g where g.id = m.group_id)
      union all select g.id, 'indirect' from groups_of(r.id) g
      where exists (select from memberships n where n.subgroup_id is not null) and not g.is_direct) m where true and false);
-- []

-- users: groups pr
exists (select from (select m.group_id as id, 'direct' as type from memberships m where m.user_id = r.id and m.requested
      and exists (select from groups g where g.id = m.group_id)
      union all select g.id, 'indirect' from groups_of(r.id) g
      where exists (select from memberships n where n.subgroup_id is not null) and not g.is_direct) m where true and true);
-- []

-- users: groups[display co "VPN" and type eq "direct"]
exists (select from (select m.group_id as id, 'direct' as type from memberships m where m.user_id = r.id and m.requested
      and exists (select from groups g where g.id = m.group_id)
      union all select g.id, 'indirect' from groups_of(r.id) g
      where exists (select from memberships n where n.subgroup_id is not null) and not g.is_direct) m where true and (position(fold($1::text) in fold((select g.display_name from groups g where g.id = m.id))) > 0 and fold(m.type) = fold($2::text)));
-- ["VPN","direct"]

-- users: meta pr
jsonb_path_exists(to_jsonb('meta'::text), '$.** ? (@.type() != "object" && (@.type() != "string" || @ != ""))');
-- []

-- users: meta.location eq "https://rollcall.test/scim/v2/Users/1"
($1::text || r.id) = $2::text;
-- ["https://rollcall.test/scim/v2/Users/","https://rollcall.test/scim/v2/Users/1"]

-- users: title eq "a" or not (title eq "b") and nickName pr
(fold((r.attributes -> 'title' #>> '{}')) = fold($1::text) or (((fold((r.attributes -> 'title' #>> '{}')) = fold($2::text)) is not true) and (r.attributes -> 'nickName' #>> '{}') <> ''));
-- ["a","b"]

-- groups: displayName eq "VPN Users"
r.display_key = fold($1::text);
-- ["VPN Users"]

-- groups: members eq "0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa"
exists (select from memberships m where m.group_id = r.id and m.requested and m.member_id = $1::uuid);
-- ["0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa"]

-- groups: members[value ne "0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa"]
exists (select from memberships m where m.group_id = r.id and m.requested and m.member_id is distinct from $1::uuid);
-- ["0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa"]

-- groups: members.display sw "Kai"
exists (select from memberships m where m.group_id = r.id and m.requested and starts_with(fold(coalesce((select coalesce(u.display_name, u.user_name) from users u where u.id = m.user_id),
          (select g.display_name from groups g where g.id = m.subgroup_id))), fold($1::text)));
-- ["Kai"]

-- groups: members.$ref eq "https://rollcall.test/scim/v2/Users/1"
exists (select from memberships m where m.group_id = r.id and m.requested and ($1::text || case when m.user_id is null then '/Groups/' else '/Users/' end || m.member_id) = $2::text);
-- ["https://rollcall.test/scim/v2","https://rollcall.test/scim/v2/Users/1"]

-- groups: members[type eq "User"].value pr
exists (select from memberships m where m.group_id = r.id and m.requested and fold((case when m.user_id is null then 'Group' else 'User' end)) = fold($1::text) and m.member_id is not null);
-- ["User"]

-- groups: meta.lastModified ge "2026-01-31"
date_trunc('milliseconds', greatest(r.updated_at, (select max(t.at) from group_touches t where t.group_id = r.id))) >= $1::timestamptz;
-- ["2026-01-31T00:00:00.000000Z"]
