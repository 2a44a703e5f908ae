import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.responses.ResponseCreateParams;

/**
 * OpenAI's own SDK through Keyporter, with the two variables it reads: {@code
 * OPENAI_BASE_URL=http://127.0.0.1:8000/v1} and {@code OPENAI_API_KEY=<a Keyporter token>}.
 */
void main() {
  var builder = OpenAIOkHttpClient.builder().fromEnv();
  String user = System.getenv("KEYPORTER_USER"); // a token bound to a user needs no header
  var client = (user == null ? builder : builder.putHeader("X-User-ID", user)).build();
  var ask = ResponseCreateParams.builder().model("gpt-4o-mini");
  client.responses().create(ask.input("What is the capital of France?").build()).output().stream()
      .flatMap(item -> item.message().stream())
      .flatMap(message -> message.content().stream())
      .flatMap(part -> part.outputText().stream())
      .forEach(text -> IO.println(text.text()));
  var count = ask.input("Count from 1 to 5 with enthusiasm!").build();
  try (var events = client.responses().createStreaming(count)) {
    events.stream()
        .flatMap(event -> event.outputTextDelta().stream())
        .forEach(piece -> IO.print(piece.delta()));
  }
  IO.println();
  client.close();
}
