/** The whole proxy as its clients meet it: official SDKs, several processes, sudden ends. */
@NullMarked
package dev.keyporter.proxy.endtoend;

import org.jspecify.annotations.NullMarked;
