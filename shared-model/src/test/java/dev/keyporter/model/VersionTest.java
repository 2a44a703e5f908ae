package dev.keyporter.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void isWrittenByTheBuild() {
    String version = Version.current();

    assertTrue(version.matches("\\d+\\.\\d+\\.\\d+(-\\w+)?"), version);
  }
}
