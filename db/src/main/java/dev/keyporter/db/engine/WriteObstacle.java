package dev.keyporter.db.engine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Why a file cannot be written, as far as somebody can do something about it. */
public enum WriteObstacle {
  /** Its directory is not there. */
  NO_DIRECTORY,
  /** Something on the way to it is a file. */
  FILE_AS_DIRECTORY,
  /** There is a directory of that name. */
  IS_DIRECTORY,
  /** Something else of that name is there. */
  EXISTS,
  READ_ONLY,
  NOT_ALLOWED,
  /** The disk, or what this user may have of it, is used up. */
  FULL,
  /** This process has as many files open as it may. */
  TOO_MANY_OPEN,
  NAME_TOO_LONG,
  /** A place of the system's own, such as {@code /proc}. */
  TAKES_NO_FILES,
  OTHER;

  private static final long HARDLY_ANY = 1 << 20;
  private static final int LONGEST_NAME = 255;

  /** Finds out what is in the way: what systems say differs, and in their language. */
  public static WriteObstacle of(Path file, IOException cause) {
    Path absolute = file.toAbsolutePath();
    String reason = String.valueOf(cause.getMessage());
    if (reason.contains("Too many open files")) {
      return TOO_MANY_OPEN;
    }
    if (reason.contains("No space left on device") || reason.contains("quota exceeded")) {
      return FULL;
    }
    if (Files.isDirectory(absolute) && !(cause instanceof AccessDeniedException)) {
      return isReadOnly(absolute) ? READ_ONLY : IS_DIRECTORY;
    }
    Path name = absolute.getFileName();
    boolean isLong = name != null && name.toString().length() > LONGEST_NAME;
    if (isLong || reason.contains("File name too long")) {
      return NAME_TOO_LONG;
    }
    if (cause instanceof FileAlreadyExistsException) {
      return EXISTS;
    }
    Path nearest = nearest(absolute);
    if (nearest == null) {
      return NO_DIRECTORY;
    }
    if (!Files.isDirectory(nearest)) {
      return nearest.equals(absolute) ? ofDirectory(nearest.getParent(), cause) : FILE_AS_DIRECTORY;
    }
    return nearest.equals(absolute.getParent()) || !(cause instanceof NoSuchFileException)
        ? ofDirectory(nearest, cause)
        : NO_DIRECTORY;
  }

  /** What keeps a directory that is there from taking a file. */
  private static WriteObstacle ofDirectory(@Nullable Path directory, IOException cause) {
    if (directory == null) {
      return OTHER;
    }
    if (isReadOnly(directory)) {
      return READ_ONLY;
    }
    try {
      FileStore store = Files.getFileStore(directory);
      if (store.getTotalSpace() == 0) {
        return TAKES_NO_FILES;
      }
      if (cause instanceof AccessDeniedException || !Files.isWritable(directory)) {
        return NOT_ALLOWED;
      }
      return store.getUsableSpace() < HARDLY_ANY ? FULL : OTHER;
    } catch (IOException _) {
      return cause instanceof AccessDeniedException ? NOT_ALLOWED : OTHER;
    }
  }

  private static boolean isReadOnly(Path directory) {
    try {
      return Files.getFileStore(directory).isReadOnly();
    } catch (IOException _) {
      return false;
    }
  }

  private static @Nullable Path nearest(Path file) {
    for (Path at = file; at != null; at = at.getParent()) {
      if (Files.exists(at)) {
        return at;
      }
    }
    return null;
  }

  /** A sentence on why a file cannot be written, and what to do. */
  public static String sentence(Path file, IOException cause) {
    Path absolute = file.toAbsolutePath();
    Path directory = absolute.getParent() == null ? absolute : absolute.getParent();
    return switch (of(file, cause)) {
      case NO_DIRECTORY -> "There is no directory " + directory + ".";
      case FILE_AS_DIRECTORY -> nearest(absolute) + " is a file, not a directory.";
      case IS_DIRECTORY -> "It is a directory.";
      case EXISTS -> "Something else of that name is there.";
      case READ_ONLY -> "The file system is read-only.";
      case NOT_ALLOWED -> "This user may not write there: check the owner of " + directory + ".";
      case FULL -> "The disk is full: free some space on it.";
      case TOO_MANY_OPEN -> "Too many files are open: raise the limit, as with 'ulimit -n 1024'.";
      case NAME_TOO_LONG -> "Its name is too long.";
      case TAKES_NO_FILES -> "No files can be made in " + directory + ": it is the system's own.";
      case OTHER ->
          cause instanceof FileSystemException told && told.getReason() != null
              ? "The system says: " + told.getReason() + "."
              : "The system refuses it.";
    };
  }
}
