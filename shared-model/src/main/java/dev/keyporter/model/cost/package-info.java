/** Token usage, rates and prices, in exact decimals. */
@NullMarked
package dev.keyporter.model.cost;

import org.jspecify.annotations.NullMarked;
