package dev.keyporter.console.ratings;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.Times;
import dev.keyporter.model.traffic.RatedRequest;
import dev.keyporter.model.traffic.RequestId;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;

/** The list of rated requests, in which only the user's own choice counts as one. */
final class RatedList {
  private final ListView<RatedRequest> list;
  private final Consumer<RequestId> choose;
  private boolean isRefilling;

  /**
   * Takes over a list.
   *
   * @param choose gets what the user selects
   */
  RatedList(ListView<RatedRequest> list, Texts texts, Times times, Consumer<RequestId> choose) {
    this.list = list;
    this.choose = choose;
    list.setCellFactory(_ -> new RatedCell(texts, times));
    list.setPlaceholder(new Label(texts.text("list.empty")));
    list.getSelectionModel().selectedItemProperty().subscribe(this::selected);
  }

  private void selected(@Nullable RatedRequest rated) {
    if (rated != null && !isRefilling) {
      choose.accept(rated.request().id());
    }
  }

  /** Shows other ratings; the request stays selected where it is among them. */
  void fill(List<RatedRequest> rated, @Nullable RequestId selected) {
    isRefilling = true;
    list.getItems().setAll(rated);
    select(selected);
    isRefilling = false;
  }

  /** Selects a request and brings it into view, where it is in the list. */
  void show(RequestId id) {
    isRefilling = true;
    select(id);
    isRefilling = false;
    list.scrollTo(list.getSelectionModel().getSelectedIndex());
  }

  /** Selects nothing and takes the keys. */
  void clear() {
    list.getSelectionModel().clearSelection();
    list.requestFocus();
  }

  private void select(@Nullable RequestId id) {
    list.getSelectionModel().clearSelection();
    for (RatedRequest rated : list.getItems()) {
      if (rated.request().id().equals(id)) {
        list.getSelectionModel().select(rated);
      }
    }
  }
}
