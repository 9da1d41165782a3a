-- Groups inside groups. Both functions run only where a group is a member of a group; everybody else pays a look into an
-- index that is then empty.

-- The groups somebody is in: those that name them, and those that these are in, however far up (RFC 7643 §4.1.2). Each
-- step looks up by key (`offset 0` keeps it so).
create function groups_of(p_user_id uuid) returns table (id uuid, display_name text, is_direct boolean)
  language plpgsql stable rows 10 as $$
begin
  return query
  with recursive above (group_id, direct) as (
    select m.group_id, true from memberships m where m.user_id = p_user_id and m.requested
    union
    select up.group_id, false from above a cross join lateral (
      select m.group_id from memberships m where m.subgroup_id = a.group_id and m.requested offset 0) up)
  select g.id, g.display_name, a.direct
  from (select above.group_id, bool_or(above.direct) as direct from above group by above.group_id) a
    cross join lateral (select t.id, t.display_name from groups t where t.id = a.group_id offset 0) g;
end $$;

-- Raises RC004 when the group, now that these are its members, is inside itself. The lock lets one such change of a tenant
-- be looked at after another, so that two at once cannot close a circle between them: each statement here sees what was
-- committed before it began (READ COMMITTED).
create function refuse_circle(p_group_id uuid, p_added uuid[]) returns void language plpgsql as $$
begin
  perform from memberships m where m.group_id = p_group_id and m.subgroup_id = any (p_added);
  if not found then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('groups in groups ' || current_tenant(), 0));
  perform from (
    with recursive below (group_id) as (
      select m.subgroup_id from memberships m where m.group_id = p_group_id and m.subgroup_id is not null
      union
      select down.subgroup_id from below b cross join lateral (
        select m.subgroup_id from memberships m where m.group_id = b.group_id and m.subgroup_id is not null offset 0) down)
    select from below where group_id = p_group_id) circle;
  if found then
    raise exception 'a group would be a member of itself' using errcode = 'RC004';
  end if;
end $$;
