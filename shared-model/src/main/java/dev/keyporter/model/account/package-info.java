/** Organizations and their users. */
@NullMarked
package dev.keyporter.model.account;

import org.jspecify.annotations.NullMarked;
