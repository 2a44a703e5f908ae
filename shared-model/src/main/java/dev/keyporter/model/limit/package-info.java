/** What an organization, a user or a token may spend and ask for, and over which time. */
@NullMarked
package dev.keyporter.model.limit;

import org.jspecify.annotations.NullMarked;
