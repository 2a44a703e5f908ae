/** What is set for an organization, by hand. */
@NullMarked
package dev.keyporter.console.organizations;

import org.jspecify.annotations.NullMarked;
