/** The running product: where it is, and what it takes to prepare organisations in it. */
export type House = Readonly<{
  databaseUrl: string;
  /** 32 bytes in base64, the API's own. */
  secretKey: string;
  /** Where SCIM is called. */
  publicOrigin: string;
  /** Where the Command Center is opened. */
  adminOrigin: string;
}>;

const variable = 'ROLLCALL_HOUSE';

/** The processes that tell the stories know the house. */
export function rememberHouse(house: House): void {
  process.env[variable] = JSON.stringify(house);
}

/** The house that the global setup started. */
export function readHouse(): House {
  return JSON.parse(process.env[variable] ?? '{}') as House;
}
