package dev.keyporter.console.overview.firstrun;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.StateLabel;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.snippets.SnippetLanguage;
import dev.keyporter.console.workspace.ProxyControl;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.ProxyState;
import dev.keyporter.proxy.client.ProxyClient;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The last step: gives the command, waits for what it sends, or sends it from here. */
final class RequestStep {
  /** Characters of a token that the command shows on either side; what is copied has them all. */
  private static final int SHOWN = 8;

  private final Texts texts = Texts.of(RequestStep.class);
  private final Checklist checklist;
  private final BooleanProperty sending = new SimpleBooleanProperty();

  /** Whether to send as soon as the proxy runs. */
  private boolean isWanted;

  @FXML private StepPane step;
  @FXML private VBox tokenBox;
  @FXML private TextArea tokenText;
  @FXML private CopyButton copyToken;
  @FXML private Label tokenGone;
  @FXML private Label curl;
  @FXML private CopyButton copyCurl;
  @FXML private VBox proxyPlace;
  @FXML private StateLabel waiting;
  @FXML private Trouble trouble;
  @FXML private Button send;

  RequestStep(Checklist checklist) {
    this.checklist = checklist;
    View.load(this);
  }

  @FXML
  private void initialize() {
    ProxyControl proxy = checklist.workspace().proxy();
    proxyPlace.getChildren().add(new ProxyTrouble(proxy));
    proxyPlace.managedProperty().bind(proxyPlace.getChildren().getFirst().visibleProperty());
    tokenBox.managedProperty().bind(tokenBox.visibleProperty());
    tokenGone.managedProperty().bind(tokenGone.visibleProperty());
    waiting.managedProperty().bind(waiting.visibleProperty());
    send.managedProperty().bind(send.visibleProperty());
    sending.subscribe(is -> send.setText(texts.text(is ? "request.sending" : "request.send")));
    proxy
        .state()
        .subscribe(
            state -> {
              show(checklist.progress().get());
              if (isWanted && state instanceof ProxyState.Running) {
                send();
              }
            });
  }

  StepPane view() {
    return step;
  }

  Button button() {
    return send;
  }

  void show(Progress progress) {
    if (checklist.isOpen(Step.REQUEST)) {
      step.open();
    } else {
      step.toCome();
    }
    ProxyControl proxy = checklist.workspace().proxy();
    String token = checklist.tokenText().orElse(null);
    String known = token == null ? texts.text("request.token.place") : token;
    tokenBox.setVisible(token != null);
    tokenGone.setVisible(token == null);
    tokenText.setText(known);
    copyToken.setContent(known);
    curl.setText(command(token == null ? known : shortened(token)).stripTrailing());
    copyCurl.setContent(command(known));
    boolean isRunning = proxy.state().get() instanceof ProxyState.Running;
    send.setVisible(token != null);
    send.disableProperty().unbind();
    send.disableProperty().bind(sending.or(new SimpleBooleanProperty(!isRunning)));
    waiting.setVisible(isRunning);
    await(progress.request(), proxy.baseUrl());
  }

  private void await(@Nullable RequestSummary newest, String baseUrl) {
    if (newest == null) {
      waiting.set("fth-radio", texts.text("request.waiting", baseUrl), Tone.ACTIVE);
    } else if (newest.status() == RequestStatus.PENDING) {
      waiting.set("fth-loader", texts.text("request.pending"), Tone.ACTIVE);
    } else {
      waiting.set("fth-radio", texts.text("request.waiting", baseUrl), Tone.ACTIVE);
      String why = newest.errorMessage() == null ? newest.status().label() : newest.errorMessage();
      trouble.say(
          new Failure(texts.text("request.failed", why), texts.text("request.failed.next")));
    }
  }

  private String command(String token) {
    return SnippetLanguage.CURL.write(
        FirstRequest.call(checklist.workspace().proxy().baseUrl(), token));
  }

  private static String shortened(String token) {
    return token.length() <= 2 * SHOWN
        ? token
        : token.substring(0, SHOWN) + "…" + token.substring(token.length() - SHOWN);
  }

  /** Sends now, or as soon as the proxy runs. */
  @FXML
  void send() {
    String token = checklist.tokenText().orElse(null);
    ProxyControl proxy = checklist.workspace().proxy();
    if (token == null || sending.get()) {
      return;
    }
    isWanted = !(proxy.state().get() instanceof ProxyState.Running);
    if (isWanted) {
      return;
    }
    String baseUrl = proxy.baseUrl();
    sending.set(true);
    trouble.clear();
    checklist
        .workspace()
        .background()
        .run(
            () -> {
              FirstRequest.send(new ProxyClient(() -> proxy.proxy().calls()), baseUrl, token);
              return true;
            },
            _ -> sending.set(false),
            _ -> {
              sending.set(false);
              trouble.say(
                  new Failure(
                      texts.text("request.unreached"), texts.text("request.unreached.next")));
            });
  }

  @FXML
  private void connect() {
    AccessToken token = checklist.progress().get().token();
    checklist.workspace().navigator().go(new Place.Connect(token == null ? null : token.id()));
  }
}
