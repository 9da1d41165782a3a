import { storeProfile, type Database, type Profile } from '@rollcall/database';

/** The admin runs the organisation with that profile, instead of any they had there. */
export function giveProfile(
  db: Database,
  of: { tenantId: string; adminId: string; profile: Profile },
): Promise<void> {
  return storeProfile(db, of);
}
