package dev.keyporter.db.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileOwnerTest {
  @TempDir Path directory;
  private Path note;
  private FileOwner owner;

  @BeforeEach
  void makeFiles() throws IOException {
    note = directory.resolve("keyporter.lock.db");
    Files.createFile(directory.resolve("keyporter.mv.db"));
    owner = new FileOwner(DataDirectory.open(directory));
  }

  @Test
  void removesTheNoteOfAProcessThatWasKilled() throws IOException {
    int port;
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    Files.writeString(note, "server=localhost\\:" + port);
    owner.settle();
    assertFalse(Files.exists(note));
  }

  @Test
  void removesTheNoteOfAProcessThatWasKilledBeforeItServed() throws IOException {
    Files.writeString(note, "method=file");
    owner.settle();
    assertFalse(Files.exists(note));
  }

  @Test
  void leavesTheNoteOfOneThatAnswers() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(note, "server=localhost\\:" + server.getLocalPort());
      owner.settle();
    }
    assertTrue(Files.exists(note));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void askingCostsThisProcessNoLock() throws Exception {
    Path file = directory.resolve("keyporter.mv.db");
    try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock held = open.lock()) {
      assertFalse(owner.isGone());
      assertFalse(owner.isGone());
      assertTrue(held.isValid());
      String locks = Files.readString(Path.of("/proc/locks"));
      assertTrue(locks.contains(":" + Files.getAttribute(file, "unix:ino") + " "), locks);
    }
    assertTrue(owner.isGone());
  }
}
