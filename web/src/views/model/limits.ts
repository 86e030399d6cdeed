/*
 * The most the server takes, so that a text too long or one link too many is told before it is sent. The
 * server's word holds; these only spare a round trip.
 */
export const COMMENT_MOST = 4000;
export const DISPATCH_MOST = 10_000;
export const LANGUAGE_MOST = 16;
export const LINK_MOST = 500;
export const MINUTES_MOST = 5000;
export const NAME_MOST = 200;
export const REGION_MOST = 100;
export const MANDATE_MOST = 2000;
export const PASS_ON_DAYS_MOST = 365;
export const PEOPLE_MOST = 1_000_000_000;
export const POSITION_MOST = 1000;
export const PRINCIPLE_MOST = 500;
export const PROPOSAL_MOST = 10_000;
export const VOICE_MOST = 10_000;
export const ZONE_MOST = 64;
/** So many things one item of an agenda is about. */
export const LINKS_MOST = 20;
