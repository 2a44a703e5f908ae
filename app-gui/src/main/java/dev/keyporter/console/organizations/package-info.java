/** Organizations: what they own, what is kept of their requests, what is blacked out in it. */
@NullMarked
package dev.keyporter.console.organizations;

import org.jspecify.annotations.NullMarked;
