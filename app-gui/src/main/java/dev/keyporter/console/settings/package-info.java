/** The screen of settings: proxy, database, recording, prices, appearance. */
@NullMarked
package dev.keyporter.console.settings;

import org.jspecify.annotations.NullMarked;
