package dev.keyporter.proxy.endtoend;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.ChatModel;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import dev.keyporter.proxy.testing.ProxyFixture;
import java.time.Duration;
import java.util.stream.Collectors;

/** The official Java SDK, unchanged: a base URL, a token for its key, and a header for the user. */
final class Sdk {
  private Sdk() {}

  /** Alice with the fixture's token; the SDK does not retry, and checks what it gets. */
  static OpenAIOkHttpClient.Builder alice(ProxyFixture proxy) {
    return bearing(proxy, proxy.token()).putHeader("X-User-ID", "alice");
  }

  /** Nobody in particular. */
  static OpenAIOkHttpClient.Builder bearing(ProxyFixture proxy, String token) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(proxy.address() + "/v1")
        .apiKey(token)
        .maxRetries(0)
        .responseValidation(true)
        .timeout(Duration.ofSeconds(20));
  }

  static ResponseCreateParams asking(String prompt) {
    return ResponseCreateParams.builder().model(ChatModel.GPT_4O).input(prompt).build();
  }

  static ChatCompletionCreateParams chatting(String prompt) {
    return ChatCompletionCreateParams.builder()
        .model(ChatModel.GPT_4O_MINI)
        .addUserMessage(prompt)
        .build();
  }

  static Response ask(OpenAIClient client, String prompt) {
    return client.responses().create(asking(prompt));
  }

  static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .flatMap(content -> content.outputText().stream())
        .map(part -> part.text())
        .collect(Collectors.joining());
  }
}
