package dev.keyporter.console.overview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.demo.DemoProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstRunTest {
  @TempDir Path directory;

  @Test
  void oneClickLeadsToTheFirstAnswerOfTheDemoProvider() {
    try (RunningConsole console = RunningConsole.open(directory)) {
      awaitProxy(console);
      console.find("#first-run", Node.class);
      console.click("#first-demo");
      console.await("Overview in place of the checklist", () -> !console.has("#first-run"));
      console.await("the answer", () -> console.has("#first-answer-text"));
      assertFalse(console.words("#first-answer-text").isBlank());
      console.await(
          "its figures",
          () -> console.find("#tile-requests", FigureTile.class).figure().equals("1"));
      console.await("the keyboard", () -> isFocused(console, "first-answer-connect"));

      console.robot().push(KeyCode.ENTER);
      console.await("its token's text", () -> copied(console).contains("ey"));
      console.fire("#nav-overview");
      console.fire("#first-answer-close");
      assertFalse(console.has("#first-answer"), "put away");
    }
    assertAnswered();
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.fire("#nav-connect");
      console.await("that its text is gone", () -> copied(console).contains("YOUR_TOKEN"));
      console.fire("#connect-issue");
      console.await("another one's text", () -> copied(console).contains("ey"));
    }
    try (Database database = Seed.database(directory)) {
      var organization = database.organizations().list().getFirst();
      assertEquals(
          1,
          database.accessTokens().list(organization.id()).stream()
              .map(AccessToken::userId)
              .distinct()
              .count(),
          "both are for the same user");
    }
  }

  private static boolean isFocused(RunningConsole console, String id) {
    Node owner = console.scene().getFocusOwner();
    return owner != null && id.equals(owner.getId());
  }

  private static String copied(RunningConsole console) {
    return console
        .robot()
        .lookup(".connect-step .kp-copy-worded")
        .queryAllAs(CopyButton.class)
        .stream()
        .map(CopyButton::getContent)
        .collect(Collectors.joining());
  }

  @Test
  void everyStepCanBeDoneInPlaceAndAThingMadeElsewhereCounts() {
    try (RunningConsole console = RunningConsole.open(directory)) {
      awaitProxy(console);
      console.find("#first-save-organization", Button.class);
      // As the command line would, in another process.
      try (Database other = Seed.database(directory)) {
        other.organizations().create("Made elsewhere");
      }
      console.find("#first-demo-key", Button.class);
      console.click("#first-demo-key");
      console.find("#first-issue", Button.class);
      console.click("#first-issue");
      assertTrue(console.find("#first-token", TextArea.class).getText().startsWith("ey"));
      console.click("#first-send");
      console.await("Overview in place of the checklist", () -> !console.has("#first-run"));
    }
    assertAnswered();
  }

  @Test
  void aTakenPortIsSaidWhereTheRequestIsWaitedForAndAnotherIsAClickAway() throws IOException {
    try (var stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RunningConsole console = RunningConsole.open(directory, stranger.getLocalPort())) {
      try (Database other = Seed.database(directory)) {
        var organization = other.organizations().create("Northwind Labs");
        Seed.key(other, organization, URI.create(DemoProvider.BASE_URL));
      }
      console.fire("#first-issue");
      Node trouble = console.find("#proxy-trouble", Node.class);
      String port = Integer.toString(stranger.getLocalPort());
      console.await(
          "the cause",
          () ->
              trouble.lookupAll(".label").stream()
                  .anyMatch(label -> ((Label) label).getText().contains(port)));
      assertTrue(console.find("#first-send", Button.class).isDisabled(), "nowhere to send it");
      console.picture(Path.of("target/pictures/first-run-port.png"));
      console.fire("#other-port");
      console.await("no trouble", () -> !console.has("#proxy-trouble"));
      console.fire("#first-send");
      console.await("Overview in place of the checklist", () -> !console.has("#first-run"));
    }
    assertAnswered();
  }

  @Test
  void aRejectedKeyIsSaidBesideItsFieldAndIsNotKept() throws IOException {
    HttpServer provider =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/",
        exchange -> {
          byte[] refusal =
              "{\"error\": {\"message\": \"Wrong key.\", \"code\": \"invalid_api_key\"}}"
                  .getBytes(UTF_8);
          exchange.sendResponseHeaders(401, refusal.length);
          exchange.getResponseBody().write(refusal);
          exchange.close();
        });
    provider.start();
    try (Database other = Seed.database(directory)) {
      other.organizations().create("Northwind Labs");
      try (RunningConsole console = RunningConsole.open(directory)) {
        console.find("#first-key", TextInputControl.class);
        console.type("#first-key", "sk-wrong-key-0000");
        console.type(
            "#first-base-url", "http://127.0.0.1:" + provider.getAddress().getPort() + "/v1");
        console.fire("#first-test-key");
        Node trouble = console.find("#first-key-trouble", Node.class);
        String says =
            trouble.lookupAll(".label").stream()
                .map(label -> ((Label) label).getText())
                .collect(Collectors.joining(" "));
        assertTrue(says.contains("rejects"), says);
        console.picture(Path.of("target/pictures/first-run-rejected.png"));
        assertEquals(List.of(), other.providerKeys().all());
        assertFalse(console.has("#first-issue"), "still the step of the key");
        console.fire("#first-demo-key");
        console.find("#first-issue", Button.class);
        assertEquals(1, other.providerKeys().all().size());
      }
    } finally {
      provider.stop(0);
    }
  }

  private static void awaitProxy(RunningConsole console) {
    console.await("a running proxy", () -> console.has(".kp-footer .success"));
  }

  private void assertAnswered() {
    try (Database database = Seed.database(directory)) {
      List<RequestSummary> rows = database.requests().page(RequestFilter.ALL, null, 10).rows();
      assertEquals(
          List.of(RequestStatus.COMPLETED), rows.stream().map(RequestSummary::status).toList());
      assertEquals(1, database.organizations().list().size());
    }
  }
}
