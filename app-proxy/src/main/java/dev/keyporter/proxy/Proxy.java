package dev.keyporter.proxy;

import dev.keyporter.db.Database;
import dev.keyporter.db.engine.Changes;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.model.Version;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.access.Authenticator;
import dev.keyporter.proxy.access.KeyResolver;
import dev.keyporter.proxy.access.StrayTokens;
import dev.keyporter.proxy.access.TokenVerifier;
import dev.keyporter.proxy.client.HttpCalls;
import dev.keyporter.proxy.demo.DemoProvider;
import dev.keyporter.proxy.health.HealthService;
import dev.keyporter.proxy.health.KeyCheck;
import dev.keyporter.proxy.health.ProviderCheck;
import dev.keyporter.proxy.health.ProxyHealth;
import dev.keyporter.proxy.http.HttpMessages;
import dev.keyporter.proxy.limit.LimitService;
import dev.keyporter.proxy.limit.Limiter;
import dev.keyporter.proxy.loop.LoopMark;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.protocol.registry.Protocols;
import dev.keyporter.proxy.rating.RatingService;
import dev.keyporter.proxy.recording.Pricing;
import dev.keyporter.proxy.recording.Redactor;
import dev.keyporter.proxy.recording.RequestIds;
import dev.keyporter.proxy.recording.RequestRecorder;
import dev.keyporter.proxy.recording.RetentionSweep;
import dev.keyporter.proxy.refusal.RefusalCounter;
import dev.keyporter.proxy.relay.CallRecorder;
import dev.keyporter.proxy.relay.Forwarder;
import dev.keyporter.proxy.upstream.UpstreamClient;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The proxy of one process: put together here, and nowhere else, from its parts. It serves while
 * its server runs, which may be stopped and started any number of times.
 */
public final class Proxy implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Proxy.class.getName());

  private final DemoProvider demo;
  private final UpstreamClient upstream;
  private final RequestRecorder recorder;
  private final Limiter limiter;
  private final RetentionSweep sweep;
  private final RefusalCounter refusals;
  private final ProxyServer server;
  private final ProxySettings settings;
  private final Changes changes;
  private final HttpCalls calls;
  private final ProviderCheck check;
  private final KeyCheck keyCheck;

  /**
   * @param dataDirectory holds what the demo provider remembers
   * @param database outlives the proxy
   * @throws dev.keyporter.db.secret.UnsealException when the master key is lost or another one, so
   *     that no token could be checked
   */
  public Proxy(ProxySettings settings, Path dataDirectory, Database database, Clock clock) {
    this(settings, dataDirectory, database, BodyMemory.ofHeap(), clock);
  }

  /**
   * The same, with another bound than the heap's for what bodies take in memory.
   *
   * @throws dev.keyporter.db.secret.UnsealException as above
   */
  public Proxy(
      ProxySettings settings,
      Path dataDirectory,
      Database database,
      BodyMemory memory,
      Clock clock) {
    database.signingSecrets().check();
    this.settings = settings;
    this.changes = database.changes();
    int maxBodyBytes = (int) Math.min(settings.maxBodyBytes(), memory.longestBody());
    if (maxBodyBytes < settings.maxBodyBytes()) {
      LOG.warning(() -> "The heap has room for bodies of " + (maxBodyBytes >> 20) + " MiB only.");
    }
    this.demo = DemoProvider.start(dataDirectory.resolve("demo"), memory, clock);
    this.upstream = new UpstreamClient(settings.upstream().withDemo(demo::port));
    var redactor = new Redactor(database.redactionRules()::of);
    database.changes().listen(redactor::refresh);
    this.recorder =
        new RequestRecorder(
            database.requestLog(), database.journal().orElse(null), redactor, memory, clock);
    this.sweep = new RetentionSweep(database, clock);
    var ids = new RequestIds(clock, database.instance()::slot, newest(database));
    var verifier = new TokenVerifier(database, clock);
    var strayTokens = new StrayTokens(verifier);
    this.refusals =
        new RefusalCounter(
            database.refusalLog(),
            refused ->
                verifier
                    .bearer(refused.authorization())
                    .or(() -> strayTokens.bearerInUrl(refused.url())),
            clock);
    var authenticator = new Authenticator(verifier, strayTokens, database);
    var keys = new KeyResolver(database);
    var loops = new LoopMark(database);
    var pricing = new Pricing(database.prices()::table);
    this.limiter = new Limiter(database, pricing, clock);
    var recorded = new CallRecorder(recorder, pricing, database, limiter);
    var forwarder =
        new Forwarder(
            ids,
            clock,
            authenticator,
            keys,
            strayTokens,
            limiter,
            recorded,
            upstream,
            loops,
            memory,
            maxBodyBytes);
    var ratings = new RatingService(ids, authenticator, database, memory, clock);
    this.calls = new HttpCalls(upstream);
    this.check = new ProviderCheck(calls, loops);
    this.keyCheck = new KeyCheck(check, database.providerKeys());
    var health =
        new HealthService(
            Version.current(), ids, authenticator, keys, check, database.changes(), this::health);
    var limits = new LimitService(ids, authenticator, limiter, database);
    HeaderName via = HeaderNames.create(LoopMark.HEADER);
    this.server =
        new ProxyServer(
            new ProxyRouting(forwarder, ratings, limits, health)::addTo,
            Protocols.ALL.stream()
                .flatMap(
                    protocol ->
                        protocol.socketOperation().stream()
                            .<Http1Upgrader>map(asked -> forwarder.sockets(protocol, asked)))
                .toList(),
            request -> loops.isOwn(HttpMessages.values(request, via)),
            refusals::count);
    server.onChange(state -> announce(database, state));
  }

  /** Other processes on the database find this proxy there; it serves, found or not. */
  private static void announce(Database database, ProxyState state) {
    try {
      switch (state) {
        case ProxyState.Running running -> database.serveAt(running.uri().toString());
        case ProxyState.Stopped _ -> database.serveAt(null);
        case ProxyState.Starting _, ProxyState.Stopping _, ProxyState.Failed _ -> {}
      }
    } catch (DatabaseException e) {
      LOG.log(Level.WARNING, "Other processes cannot be told where this proxy listens.", e);
    }
  }

  /** Ids go on above those on record, also where the clock was set back meanwhile. */
  private static @Nullable RequestId newest(Database database) {
    return database.requests().page(RequestFilter.ALL, null, 1).rows().stream()
        .map(RequestSummary::id)
        .findFirst()
        .orElse(null);
  }

  /**
   * Begins to serve.
   *
   * @throws StartException when it cannot listen where the settings say
   */
  public ProxyState.Running start() {
    return server.start(settings);
  }

  /**
   * Begins to serve at another address than the settings name.
   *
   * @throws StartException when it cannot listen there
   */
  public ProxyState.Running start(String host, int port) {
    return server.start(settings.at(host, port));
  }

  /** Whether it does what it is there for, as far as is known at once. */
  public ProxyHealth health() {
    if (recorder.isRefusing()) {
      return ProxyHealth.RECORD_UNAVAILABLE;
    }
    if (!changes.isCurrent()) {
      return ProxyHealth.ACCESS_UNCONFIRMED;
    }
    if (!recorder.isWriting()) {
      return ProxyHealth.RECORD_BEHIND;
    }
    if (server.isShortOfFiles()) {
      return ProxyHealth.FILES_SCARCE;
    }
    return sweep.isAlive() && refusals.isAlive() ? ProxyHealth.OK : ProxyHealth.PART_STOPPED;
  }

  /** What calls over HTTP as this process reaches providers and itself. */
  public HttpCalls calls() {
    return calls;
  }

  /** What tells whether a key works. */
  public ProviderCheck providerCheck() {
    return check;
  }

  /** What tells whether a stored key works, and notes it. */
  public KeyCheck keyCheck() {
    return keyCheck;
  }

  public ProxyServer server() {
    return server;
  }

  /** Stops serving, lets what is in flight end, and writes what is left to write. */
  @Override
  public void close() {
    server.close();
    sweep.close();
    recorder.close();
    limiter.close();
    refusals.close();
    upstream.close();
    demo.close();
  }
}
