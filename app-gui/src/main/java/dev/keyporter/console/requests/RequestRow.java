package dev.keyporter.console.requests;

import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestSummary;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * A line of the table. It stays the same object while its request goes on, so that neither the
 * selection nor the place in the list is lost when something about it changes.
 */
final class RequestRow {
  private final ReadOnlyObjectWrapper<RequestSummary> request;

  RequestRow(RequestSummary request) {
    this.request = new ReadOnlyObjectWrapper<>(request);
  }

  RequestId id() {
    return request().id();
  }

  /** The request as last read. */
  RequestSummary request() {
    return request.get();
  }

  ReadOnlyObjectProperty<RequestSummary> requestProperty() {
    return request.getReadOnlyProperty();
  }

  /** Takes what is known now; nobody is told where that is the same as before. */
  void update(RequestSummary now) {
    if (!now.equals(request.get())) {
      request.set(now);
    }
  }
}
