package dev.keyporter.console.requests;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.StateLabel;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.workspace.ProxyControl;
import dev.keyporter.model.traffic.FilterToken;
import dev.keyporter.proxy.ProxyState;
import java.util.List;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What stands where the rows would be: how to make the first request, or what finds nothing. */
final class NoRequests {
  private final Texts texts = Texts.of(NoRequests.class);
  private final ProxyControl proxy;
  private final RequestFeed feed;
  private final Consumer<String> setFilter;
  private final Parent view;

  @FXML private VBox firstRequest;
  @FXML private Label command;
  @FXML private CopyButton copy;
  @FXML private StateLabel listening;
  @FXML private Button start;
  @FXML private VBox noMatch;
  @FXML private Button removeLast;
  @FXML private VBox looking;
  @FXML private Label looked;

  /**
   * The place of the rows while there are none.
   *
   * @param setFilter puts another filter in
   */
  NoRequests(ProxyControl proxy, RequestFeed feed, Consumer<String> setFilter) {
    this.proxy = proxy;
    this.feed = feed;
    this.setFilter = setFilter;
    this.view = View.load(this);
  }

  Parent view() {
    return view;
  }

  @FXML
  private void initialize() {
    proxy.state().subscribe(this::showProxy);
  }

  private void showProxy(ProxyState state) {
    String text = command(proxy.baseUrl());
    command.setText(text);
    copy.setContent(text);
    boolean isRunning = state instanceof ProxyState.Running;
    if (isRunning) {
      listening.set("fth-radio", texts.text("listening", proxy.baseUrl()), Tone.GOOD);
    } else {
      listening.set("fth-alert-triangle", texts.text("notListening"), Tone.CAUTION);
    }
    show(start, !isRunning);
  }

  /** Asks for a response with a token from the environment. */
  static String command(String baseUrl) {
    return """
    curl %s/responses \\
      -H "Authorization: Bearer $KEYPORTER_TOKEN" \\
      -H "Content-Type: application/json" \\
      -d '{"model": "gpt-4o-mini", "input": "Say hello."}'\
    """
        .formatted(baseUrl);
  }

  /**
   * Says why there are no rows.
   *
   * @param text the filter's
   * @param tokens its pieces
   */
  void explain(String text, List<FilterToken> tokens, Walk walk, String reached) {
    boolean isFiltered = !feed.filter().terms().isEmpty();
    boolean isLooking = walk.state() == Walk.State.LOOKING;
    show(firstRequest, !isFiltered && !isLooking);
    show(noMatch, isFiltered && !isLooking);
    show(looking, isFiltered && isLooking);
    looked.setText(reached);
    show(removeLast, !tokens.isEmpty());
    if (!tokens.isEmpty()) {
      FilterToken last = tokens.getLast();
      removeLast.setText(texts.text("removeToken", text.substring(last.start(), last.end())));
      removeLast.setGraphic(Icons.of("fth-x", IconSize.STATE));
      removeLast.setOnAction(_ -> setFilter.accept(text.substring(0, last.start()).strip()));
    }
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  @FXML
  private void startProxy() {
    proxy.start();
  }

  @FXML
  private void stopLooking() {
    feed.stop();
  }
}
