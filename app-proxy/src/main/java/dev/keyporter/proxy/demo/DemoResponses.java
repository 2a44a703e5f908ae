package dev.keyporter.proxy.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Responses API. */
final class DemoResponses {
  private static final Duration BACKGROUND_WORK = Duration.ofSeconds(2);
  private final DemoStore store;
  private final DemoIds ids;
  private final ResponseInput input;
  private final Clock clock;
  private final Duration pace;

  DemoResponses(DemoStore store, DemoIds ids, Clock clock, Duration pace) {
    this.store = store;
    this.ids = ids;
    this.input = new ResponseInput(ids, store);
    this.clock = clock;
    this.pace = pace;
  }

  void create(ServerRequest http, ServerResponse answer) {
    ObjectNode request = DemoRoutes.body(http);
    input.check(request);
    ArrayNode items = input.items(request);
    DemoPrompt prompt = input.prompt(request, items);
    var fault = DemoFaults.met(prompt.text());
    long now = clock.instant().getEpochSecond();
    ObjectNode begun = ResponseObject.begun(ids.next("resp_"), now, request);
    ObjectNode end =
        fault.orElse(null) instanceof DemoFault.Failed
            ? ResponseObject.failed(begun)
            : ResponseObject.answered(
                begun, ids.next("msg_"), text(request, prompt), prompt.tokens(), now);
    boolean stream = request.path("stream").asBoolean();
    boolean background = request.path("background").asBoolean();
    Instant readyAt =
        background && !stream ? clock.instant().plus(BACKGROUND_WORK) : clock.instant();
    var stored = new DemoStore.Stored(end, items, readyAt);
    Runnable keep = request.path("store").asBoolean(true) ? () -> store.save(stored) : () -> {};
    if (stream) {
      stream(answer, ResponseEvents.of(end), fault.orElse(null), keep);
      return;
    }
    if (fault.orElse(null) instanceof DemoFault.ErrorEvent) {
      throw DemoFailure.asked(500);
    }
    if (fault.orElse(null) instanceof DemoFault.Drop) {
      DemoRoutes.sendHalf(answer, end);
    }
    keep.run();
    DemoRoutes.send(answer, asOfNow(stored));
  }

  void retrieve(ServerRequest http, ServerResponse answer) {
    DemoStore.Stored stored = stored(http);
    if (!http.query().first("stream").orElse("").equals("true")) {
      DemoRoutes.send(answer, asOfNow(stored));
      return;
    }
    int after = DemoRoutes.number(http, "starting_after", -1);
    List<ObjectNode> events = ResponseEvents.of(asOfNow(stored));
    stream(
        answer,
        events.stream().filter(event -> event.path("sequence_number").asInt() > after).toList(),
        null,
        () -> {});
  }

  void delete(ServerRequest http, ServerResponse answer) {
    String id = id(http);
    if (!store.delete(id)) {
      throw DemoFailure.unknownResponse(id);
    }
    ObjectNode deleted = DemoJson.object();
    DemoRoutes.send(answer, deleted.put("id", id).put("object", "response").put("deleted", true));
  }

  void cancel(ServerRequest http, ServerResponse answer) {
    DemoStore.Stored stored = stored(http);
    if (!stored.response().path("background").asBoolean()) {
      throw DemoFailure.invalid(
          "", "", "Cannot cancel a synchronous response: only background ones can be.");
    }
    ObjectNode now = asOfNow(stored);
    if (now.path("status").asText().equals("in_progress")) {
      now.put("status", "cancelled");
      store.save(new DemoStore.Stored(now, stored.input(), clock.instant()));
    }
    DemoRoutes.send(answer, now);
  }

  void inputItems(ServerRequest http, ServerResponse answer) {
    DemoRoutes.send(answer, ItemPage.of(stored(http).input(), http));
  }

  void countInput(ServerRequest http, ServerResponse answer) {
    ObjectNode request = DemoRoutes.body(http);
    DemoPrompt prompt = input.prompt(request, input.items(request));
    ObjectNode count = DemoJson.object().put("object", "response.input_tokens");
    DemoRoutes.send(answer, count.put("input_tokens", prompt.tokens()));
  }

  void compact(ServerRequest http, ServerResponse answer) {
    ObjectNode request = DemoRoutes.body(http);
    ResponseInput.model(request);
    DemoPrompt prompt = input.prompt(request, input.items(request));
    DemoFaults.met(prompt.text());
    ObjectNode compacted = DemoJson.object();
    compacted.put("id", ids.next("resp_")).put("object", "response.compaction");
    compacted.put("created_at", clock.instant().getEpochSecond());
    compacted
        .putArray("output")
        .addObject()
        .put("id", ids.next("cmp_"))
        .put("type", "compaction")
        .put("encrypted_content", DemoText.NOTICE);
    compacted.set("usage", ResponseObject.usage(prompt.tokens(), DemoText.tokens(DemoText.NOTICE)));
    DemoRoutes.send(answer, compacted);
  }

  private void stream(
      ServerResponse answer,
      List<ObjectNode> events,
      @Nullable DemoFault fault,
      Runnable beforeEnd) {
    var stream = new EventStream(answer, pace);
    boolean breaks = fault instanceof DemoFault.Drop || fault instanceof DemoFault.ErrorEvent;
    int sent = 0;
    for (ObjectNode event : breaks ? events.subList(0, events.size() / 2) : events) {
      String type = event.path("type").asText();
      if (type.endsWith(".delta")) {
        stream.pause();
      }
      if (++sent == events.size()) {
        beforeEnd.run();
      }
      stream.send(type, event);
    }
    if (fault instanceof DemoFault.Drop) {
      throw EventStream.broken();
    }
    if (fault instanceof DemoFault.ErrorEvent) {
      stream.send("error", ResponseEvents.error(sent));
    }
    stream.finish();
  }

  private ObjectNode asOfNow(DemoStore.Stored stored) {
    if (!clock.instant().isBefore(stored.readyAt())) {
      return stored.response();
    }
    ObjectNode atWork = stored.response().deepCopy();
    atWork.put("status", "in_progress").putNull("completed_at").putNull("usage");
    atWork.putNull("incomplete_details").putArray("output");
    return atWork;
  }

  private static String text(ObjectNode request, DemoPrompt prompt) {
    return StructuredText.of(request.path("text").path("format"), DemoText.answer(prompt));
  }

  private DemoStore.Stored stored(ServerRequest http) {
    String id = id(http);
    return store.find(id).orElseThrow(() -> DemoFailure.unknownResponse(id));
  }

  private static String id(ServerRequest http) {
    return http.path().pathParameters().get("id");
  }
}
