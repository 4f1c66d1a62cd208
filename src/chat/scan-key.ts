/** The key of the one session that reads what the cluster serves, or forgets what is known of it. */
export const SCAN_KEY = 'scan';
