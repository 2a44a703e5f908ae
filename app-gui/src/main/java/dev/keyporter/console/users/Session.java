package dev.keyporter.console.users;

import java.time.Instant;

/**
 * A conversation of a user, as far as the latest requests tell.
 *
 * @param requests how many of the latest requests are of it
 * @param last when the newest of them arrived
 */
record Session(String id, int requests, Instant last) {}
