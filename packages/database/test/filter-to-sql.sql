-- users: userName eq "Kai"
r.user_name_key = fold($1::text);
-- ["Kai"]

-- users: userName ne "Kai"
r.user_name_key is distinct from fold($1::text);
-- ["Kai"]

-- users: userName co "Kai"
position(fold($1::text) in r.user_name_key) > 0;
-- ["Kai"]

-- users: userName sw "Kai"
starts_with(r.user_name_key, fold($1::text));
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
r.user_name <> '';
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
starts_with(r.id::text, $1::text);
-- ["0198"]

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
-- ["2026-01-31T09:00:00.000Z"]

-- users: meta.created pr
date_trunc('milliseconds', r.created_at) is not null;
-- []

-- users: meta.version eq "W/\"2\""
'W/"' || r.version || '"' = $1::text;
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
exists (select from jsonb_array_elements(r.attributes -> 'emails') as e where fold((e.value -> 'value' #>> '{}')) = fold($1::text));
-- ["kai@example.com"]

-- users: emails.value ne "kai@example.com"
((exists (select from jsonb_array_elements(r.attributes -> 'emails') as e where fold((e.value -> 'value' #>> '{}')) = fold($1::text))) is not true);
-- ["kai@example.com"]

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
exists (select from jsonb_array_elements(r.attributes -> 'emails') as e where fold((e.value -> 'type' #>> '{}')) = fold($1::text) and fold((e.value -> 'value' #>> '{}')) = fold($2::text));
-- ["work","kai@example.com"]

-- users: emails[type eq "work"].value pr
exists (select from jsonb_array_elements(r.attributes -> 'emails') as e where fold((e.value -> 'type' #>> '{}')) = fold($1::text) and (e.value -> 'value' #>> '{}') <> '');
-- ["work"]

-- users: x509Certificates co "MII"
exists (select from jsonb_array_elements(r.attributes -> 'x509Certificates') as e where position($1::text in (e.value -> 'value' #>> '{}')) > 0);
-- ["MII"]

-- users: schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
exists (select from jsonb_array_elements(('{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"' || r.extension_urns || ']}')::jsonb -> 'schemas') as e where (e.value #>> '{}') = $1::text);
-- ["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"]

-- users: groups eq "0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa"
exists (select from memberships m where m.user_id = r.id and m.requested and m.group_id = $1::uuid);
-- ["0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa"]

-- users: groups eq "nobody"
false;
-- []

-- users: groups pr
exists (select from memberships m where m.user_id = r.id and m.requested);
-- []

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
exists (select from memberships m where m.group_id = r.id and m.requested and m.member_id <> $1::uuid);
-- ["0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa"]

-- groups: meta.lastModified ge "2026-01-31"
date_trunc('milliseconds', greatest(r.updated_at, (select max(t.at) from group_touches t where t.group_id = r.id))) >= $1::timestamptz;
-- ["2026-01-31T00:00:00.000Z"]
