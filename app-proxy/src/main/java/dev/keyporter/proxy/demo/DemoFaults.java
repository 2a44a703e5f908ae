package dev.keyporter.proxy.demo;

import dev.keyporter.proxy.http.ClientWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Meets the faults that a prompt asks for before an answer begins; the others it hands on. */
final class DemoFaults {
  /** Longer than the ten minutes the SDKs wait. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(11);

  private DemoFaults() {}

  /** The fault for later, if there is one: to drop, to fail or to send an error event. */
  static Optional<DemoFault> met(String prompt) {
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

  /** Says nothing until the client leaves or the provider stops. */
  private static RuntimeException afterSilence() {
    var gone = new CountDownLatch(1);
    try (var watch = ClientWatch.onGone(gone::countDown)) {
      if (gone.await(LONGEST_SILENCE.toSeconds(), TimeUnit.SECONDS)) {
        return EventStream.broken();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return EventStream.broken();
  }
}
