package dev.keyporter.db.backup;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A backup, in few words.
 *
 * @param createdAt the moment whose state it holds
 * @param program the version of the program that made it
 * @param bytes of the file
 * @param holdsMasterKey whether its secrets can be read with its passphrase alone
 */
public record BackupSummary(
    Path file,
    Instant createdAt,
    String program,
    long bytes,
    boolean holdsMasterKey,
    Contents contents) {}
