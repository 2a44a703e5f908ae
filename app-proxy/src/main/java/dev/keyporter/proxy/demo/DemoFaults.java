package dev.keyporter.proxy.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Meets the faults that a prompt asks for before an answer begins; the others it hands on. */
final class DemoFaults implements AutoCloseable {
  /** Longer than the ten minutes the SDKs wait. A client's leaving cannot be seen from here. */
  private static final Duration SILENCE = Duration.ofMinutes(11);

  private final CountDownLatch closed = new CountDownLatch(1);

  /** The fault for later, if there is one: to drop, to fail or to send an error event. */
  Optional<DemoFault> met(String prompt) {
    Optional<DemoFault> fault = DemoFault.in(prompt);
    switch (fault.orElse(null)) {
      case DemoFault.Status(int status) -> throw DemoFailure.asked(status);
      case DemoFault.Silence silence -> throw afterSilence();
      case DemoFault.Drop drop -> {}
      case DemoFault.Failed failed -> {}
      case DemoFault.ErrorEvent event -> {}
      case null -> {}
    }
    return fault;
  }

  /** Ends every silence. */
  @Override
  public void close() {
    closed.countDown();
  }

  private RuntimeException afterSilence() {
    try {
      if (closed.await(SILENCE.toSeconds(), TimeUnit.SECONDS)) {
        return EventStream.broken();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return EventStream.broken();
  }
}
