/**
 * What every screen is made of: work in the background, states of loading, texts, figures, small
 * controls.
 */
@NullMarked
package dev.keyporter.console.kit;

import org.jspecify.annotations.NullMarked;
