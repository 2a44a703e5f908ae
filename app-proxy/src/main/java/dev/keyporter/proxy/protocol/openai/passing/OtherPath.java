package dev.keyporter.proxy.protocol.openai.passing;

import dev.keyporter.model.traffic.ProviderReference.Kind;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.payload.TextMembers;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.Endpoint;
import dev.keyporter.proxy.protocol.Operation;
import dev.keyporter.proxy.protocol.PieceReader;
import dev.keyporter.proxy.protocol.RequestBody;
import dev.keyporter.proxy.protocol.RequestFacts;
import dev.keyporter.proxy.protocol.RequestFacts.Reference;
import dev.keyporter.proxy.protocol.StreamReader;
import dev.keyporter.proxy.protocol.openai.AnyStreamReader;
import dev.keyporter.proxy.protocol.openai.IdScan;
import dev.keyporter.proxy.protocol.openai.Ids;
import dev.keyporter.proxy.protocol.openai.JsonAnswerReader;
import dev.keyporter.proxy.protocol.openai.RequestReader;
import dev.keyporter.proxy.protocol.openai.RequestReader.ModelRule;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A path of which nothing is known beforehand but where it is. */
final class OtherPath implements Operation {
  private static final JsonAnswerReader ANSWERS =
      new JsonAnswerReader(
          Set.of("text", "choices"),
          (name, parser, json, from, text, _) ->
              TextMembers.collectPiece(parser, json, from, text, name));

  private static final String FORM = "application/x-www-form-urlencoded";

  private final String method;
  private final String path;
  private final String query;
  private final PathRoute route;

  /**
   * @param pathAndQuery after the prefix, as they came
   */
  OtherPath(String method, String pathAndQuery) {
    this.method = method;
    int mark = pathAndQuery.indexOf('?');
    this.path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    this.query = mark < 0 ? "" : pathAndQuery.substring(mark + 1);
    this.route = PathRoute.of(method, path);
  }

  @Override
  public Route route() {
    return route.route();
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint(method, path);
  }

  @Override
  public boolean isOther() {
    return true;
  }

  /** What a request named was there before. */
  @Override
  public List<Reference> made(AnswerFacts answer) {
    var made = new ArrayList<Reference>();
    String id = answer.responseId();
    if (method.equals("POST") && id != null && !route.ids().contains(id)) {
      made.add(Ids.reference(id));
    }
    answer.otherIds().stream().map(Ids::reference).forEach(made::add);
    return made;
  }

  @Override
  public boolean namesModel() {
    // Few of these answers do; what is missing is said by what they cost.
    return false;
  }

  @Override
  public Optional<Kind> kindInPath() {
    return Optional.empty();
  }

  @Override
  public RequestFacts readRequest(
      byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    byte[] plain = RequestBody.decoded(body, contentEncoding, memory);
    IdScan scan = scan();
    scan.read(plain, 0, plain.length);
    if (!isJson(plain)) {
      addValues(new String(plain, StandardCharsets.ISO_8859_1), scan);
    }
    return facts(plain, scan.ids());
  }

  private static boolean isJson(byte[] body) {
    return body.length > 0 && (body[0] == '{' || body[0] == '[');
  }

  /** What is no JSON object in a shape that is known says nothing, and passes. */
  private RequestFacts facts(byte[] plain, Set<String> named) {
    RequestFacts said;
    try {
      said = new RequestReader(ModelRule.OPTIONAL, false).readPlain(plain);
    } catch (ProxyException _) {
      said = RequestFacts.NONE;
    }
    return said.naming(references(), named);
  }

  /**
   * A response is there for whom it was made, whatever is asked of it; of the rest nobody can tell
   * whether it was made here at all.
   */
  private List<Reference> references() {
    List<String> segments = route.segments();
    return segments.size() > 1 && segments.getFirst().equals("responses")
        ? List.of(new Reference(Kind.RESPONSE, segments.get(1)))
        : List.of();
  }

  private IdScan scan() {
    var scan = new IdScan();
    route.ids().forEach(scan::add);
    addValues(query, scan);
    return scan;
  }

  private static void addValues(String pairs, IdScan scan) {
    for (String pair : pairs.split("&", -1)) {
      String value = decoded(pair.substring(pair.indexOf('=') + 1));
      if (Ids.isId(value)) {
        scan.add(value);
      }
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  @Override
  public @Nullable PieceReader pieceReader(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    boolean isReadWhole = type.contains("json") || type.startsWith(FORM);
    return isReadWhole ? null : new FormReader(contentType, scan());
  }

  /** Reads a form's fields, or whatever else it is as if it were JSON. */
  private final class FormReader implements PieceReader {
    private final IdScan scan;
    private final @Nullable MultipartScan form;
    private @Nullable String model;
    private @Nullable String prompt;
    private boolean stream;

    FormReader(String contentType, IdScan scan) {
      this.scan = scan;
      this.form = MultipartScan.of(contentType, this::field);
    }

    @Override
    public Set<String> read(byte[] bytes, int from, int to) {
      if (form == null) {
        scan.read(bytes, from, to);
      } else {
        form.read(bytes, from, to);
      }
      return scan.ids();
    }

    private void field(String name, String value) {
      switch (name) {
        case "model" -> model = value;
        case "prompt" -> prompt = value;
        case "stream" -> stream = value.equals("true");
        default -> {}
      }
      if (Ids.isId(value)) {
        scan.add(value);
      } else {
        byte[] json = value.getBytes(StandardCharsets.UTF_8);
        var inside = new IdScan();
        inside.read(json, 0, json.length);
        inside.ids().forEach(scan::add);
      }
    }

    @Override
    public RequestFacts facts() {
      return RequestFacts.of(model, stream, prompt).naming(references(), scan.ids());
    }
  }

  @Override
  public AnswerFacts readAnswer(
      int status, byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    return ANSWERS.read(status, body, contentEncoding, memory);
  }

  @Override
  public StreamReader streamReader() {
    return new AnyStreamReader();
  }
}
