package dev.keyporter.proxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The responses the demo provider remembers: a file each, moved into place whole, so that several
 * processes may share the folder. Only about the newest thousand are kept.
 */
final class DemoStore {
  private static final int KEPT = 1_000;
  private static final int WRITES_BETWEEN_TIDYING = 64;
  private static final int LONGEST_CONVERSATION = 100;
  private static final Pattern ID = Pattern.compile("resp_[0-9a-f]{48}");
  private static final String SUFFIX = ".json";

  private final Path directory;
  private final AtomicInteger writes = new AtomicInteger();

  DemoStore(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A response, the items it was asked with, and the moment it is ready, if it is still at work.
   */
  record Stored(ObjectNode response, ArrayNode input, Instant readyAt) {}

  void save(Stored stored) {
    ObjectNode file = DemoJson.object();
    file.set("response", stored.response());
    file.set("input", stored.input());
    file.put("ready_at", stored.readyAt().toEpochMilli());
    String id = stored.response().path("id").asText();
    try {
      Path unfinished = Files.createTempFile(directory, id, ".tmp");
      Files.write(unfinished, DemoJson.bytes(file));
      Files.move(unfinished, file(id), StandardCopyOption.ATOMIC_MOVE);
      if (writes.incrementAndGet() % WRITES_BETWEEN_TIDYING == 0) {
        forgetOldest();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<Stored> find(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    try {
      ObjectNode file = DemoJson.read(Files.readAllBytes(file(id)));
      return Optional.of(
          new Stored(
              file.withObjectProperty("response"),
              file.withArrayProperty("input"),
              Instant.ofEpochMilli(file.path("ready_at").asLong())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets a response; false when it was not known. */
  boolean delete(String id) {
    try {
      return ID.matcher(id).matches() && Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was said up to and with this response, oldest first. */
  List<JsonNode> conversation(String lastId) {
    var turns = new ArrayList<List<JsonNode>>();
    Optional<Stored> turn = find(lastId);
    while (turn.isPresent() && turns.size() < LONGEST_CONVERSATION) {
      var items = new ArrayList<JsonNode>();
      turn.get().input().forEach(items::add);
      turn.get().response().path("output").forEach(items::add);
      turns.add(items);
      turn = find(turn.get().response().path("previous_response_id").asText(""));
    }
    Collections.reverse(turns);
    return turns.stream().flatMap(List::stream).toList();
  }

  private Path file(String id) {
    return directory.resolve(id + SUFFIX);
  }

  private void forgetOldest() throws IOException {
    List<Path> oldestFirst;
    try (Stream<Path> files = Files.list(directory)) {
      oldestFirst = files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    for (Path file : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - KEPT))) {
      Files.deleteIfExists(file);
    }
  }
}
