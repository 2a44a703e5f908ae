package dev.keyporter.proxy.cli;

import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.access.Secret;
import dev.keyporter.proxy.ProxySettings;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks of the console.
 *
 * @param masterKey where the environment gives it; null where it is in its file
 * @param isAddressFixed whether host or port were named, so that the console's own must wait
 * @param zone for times that people read
 */
public record ConsoleRequest(
    DatabaseSettings database,
    @Nullable Secret masterKey,
    ProxySettings proxy,
    boolean isAddressFixed,
    Clock clock,
    ZoneId zone) {}
