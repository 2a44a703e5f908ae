package dev.keyporter.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandardDirectoryTest {
  private static final Path OF_THE_SYSTEM = Path.of(System.getProperty("user.home"));

  @Test
  void isInTheHomeThatTheShellKnows() {
    assertEquals(
        Path.of("/elsewhere/.local/share/keyporter"),
        CommonOptions.standardDirectory(Map.of("HOME", "/elsewhere"), "Linux"));
    assertEquals(
        Path.of("/elsewhere/Library/Application Support/Keyporter"),
        CommonOptions.standardDirectory(Map.of("HOME", "/elsewhere"), "Mac OS X"));
  }

  @Test
  void isInTheHomeThatTheSystemKnowsWhereTheShellHasNone() {
    Path expected = OF_THE_SYSTEM.resolve(".local/share/keyporter");
    assertEquals(expected, CommonOptions.standardDirectory(Map.of(), "Linux"));
    assertEquals(expected, CommonOptions.standardDirectory(Map.of("HOME", ""), "Linux"));
    assertEquals(expected, CommonOptions.standardDirectory(Map.of("HOME", "here"), "Linux"));
  }

  @Test
  void followsAnotherPlaceForDataUnlessItIsRelative() {
    var there = Map.of("HOME", "/home/alice", "XDG_DATA_HOME", "/data");
    assertEquals(Path.of("/data/keyporter"), CommonOptions.standardDirectory(there, "Linux"));
    var relative = Map.of("HOME", "/home/alice", "XDG_DATA_HOME", "data");
    assertEquals(
        Path.of("/home/alice/.local/share/keyporter"),
        CommonOptions.standardDirectory(relative, "Linux"));
  }

  @Test
  void isLocalToTheMachineOnWindows() {
    assertEquals(
        Path.of("local", "Keyporter"),
        CommonOptions.standardDirectory(Map.of("LOCALAPPDATA", "local"), "Windows 11"));
    assertEquals(
        OF_THE_SYSTEM.resolve("AppData/Local/Keyporter"),
        CommonOptions.standardDirectory(Map.of("HOME", "/git/bash"), "Windows 11"));
  }
}
