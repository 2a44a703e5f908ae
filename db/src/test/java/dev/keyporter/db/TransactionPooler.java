package dev.keyporter.db;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What PgBouncer does with {@code pool_mode = transaction}: gives each transaction of a client the
 * session of the server that has rested longest, so that hardly two of them are served by the same.
 * See the <a href="https://www.postgresql.org/docs/15/protocol-flow.html">protocol</a>.
 */
final class TransactionPooler implements AutoCloseable {
  private static final int SESSIONS = 8;
  private static final int STARTUP = 196608;
  private static final int CANCEL = 80877102;
  private static final String REFUSAL =
      "SFATAL\0C08P01\0Mtransaction blocks not allowed in statement pooling mode\0\0";

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final BlockingQueue<Side> resting = new LinkedBlockingQueue<>();
  private final int serverPort;
  private final String database;
  private final boolean isForSingleStatements;

  TransactionPooler(int serverPort, String database) throws IOException {
    this(serverPort, database, false);
  }

  /**
   * @param isForSingleStatements what {@code pool_mode = statement} does: refuses transactions
   */
  TransactionPooler(int serverPort, String database, boolean isForSingleStatements)
      throws IOException {
    this.isForSingleStatements = isForSingleStatements;
    this.serverPort = serverPort;
    this.database = database;
    for (int i = 0; i < SESSIONS; i++) {
      resting.add(session());
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** One end of the pooler. */
  private record Side(Socket socket, DataInputStream in, DataOutputStream out) {
    static Side of(Socket socket) throws IOException {
      socket.setTcpNoDelay(true);
      return new Side(
          socket,
          new DataInputStream(new BufferedInputStream(socket.getInputStream())),
          new DataOutputStream(new BufferedOutputStream(socket.getOutputStream())));
    }

    /** Passes a message on; its type is read already. Returns the first byte of what it says. */
    int pass(int type, Side to) throws IOException {
      byte[] body = in.readNBytes(in.readInt() - Integer.BYTES);
      to.send(type, body);
      return body.length == 0 ? 0 : body[0];
    }

    void send(int type, byte[] body) throws IOException {
      out.write(type);
      out.writeInt(body.length + Integer.BYTES);
      out.write(body);
    }
  }

  String url() {
    return "postgresql://postgres@127.0.0.1:" + listener.getLocalPort() + "/" + database;
  }

  private Side session() throws IOException {
    Side server = Side.of(new Socket(InetAddress.getLoopbackAddress(), serverPort));
    var words = new ByteArrayOutputStream();
    for (String word :
        new String[] {
          "user", "postgres", "database", database, "client_encoding", "UTF8", "DateStyle", "ISO"
        }) {
      words.writeBytes(word.getBytes(StandardCharsets.UTF_8));
      words.write(0);
    }
    words.write(0);
    server.out.writeInt(2 * Integer.BYTES + words.size());
    server.out.writeInt(STARTUP);
    words.writeTo(server.out);
    server.out.flush();
    for (int type = server.in.read(); type != 'Z'; type = server.in.read()) {
      if (type < 0 || type == 'E') {
        throw new IOException("The server refuses the session.");
      }
      server.in.readNBytes(server.in.readInt() - Integer.BYTES);
    }
    server.in.readNBytes(server.in.readInt() - Integer.BYTES);
    return server;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Side client = Side.of(listener.accept());
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException _) {
        // Closed, or a client that was gone at once.
      }
    }
  }

  private void serve(Side client) {
    try (Socket _ = client.socket) {
      if (greet(client)) {
        int type = client.in.read();
        while (type >= 0 && type != 'X') {
          type = transaction(client, type);
        }
      }
    } catch (IOException | InterruptedException _) {
      // The client is gone.
    }
  }

  private static boolean greet(Side client) throws IOException {
    while (true) {
      int length = client.in.readInt();
      int code = client.in.readInt();
      client.in.readNBytes(length - 2 * Integer.BYTES);
      if (code == CANCEL) {
        return false;
      }
      if (code == STARTUP) {
        break;
      }
      client.out.write('N'); // No encryption.
      client.out.flush();
    }
    client.send('R', new byte[4]);
    for (String status :
        new String[] {
          "server_version\0" + "15.0\0",
          "client_encoding\0UTF8\0",
          "DateStyle\0ISO\0",
          "standard_conforming_strings\0on\0",
          "integer_datetimes\0on\0"
        }) {
      client.send('S', status.getBytes(StandardCharsets.UTF_8));
    }
    client.send('K', new byte[] {0x7f, 1, 2, 3, 4, 5, 6, 7}); // A number of its own.
    client.send('Z', new byte[] {'I'});
    client.out.flush();
    return true;
  }

  /** Serves a transaction that begins with a message of this type; returns the type after it. */
  private int transaction(Side client, int first) throws IOException, InterruptedException {
    Side server = resting.take();
    int type = first;
    boolean isOver = false;
    try {
      while (!isOver && type >= 0 && type != 'X') {
        client.pass(type, server);
        if (type == 'S' || type == 'Q') {
          server.out.flush();
          isOver = answer(server, client) == 'I';
          if (!isOver && isForSingleStatements) {
            client.send('E', REFUSAL.getBytes(StandardCharsets.UTF_8));
            client.out.flush();
            throw new IOException("The client began a transaction.");
          }
          client.out.flush();
        }
        if (!isOver) {
          type = client.in.read();
        }
      }
    } finally {
      if (isOver) {
        resting.add(server);
      } else {
        server.socket.close();
        resting.add(session());
      }
    }
    return isOver ? client.in.read() : type;
  }

  private static int answer(Side server, Side client) throws IOException {
    while (true) {
      int type = server.in.read();
      if (type < 0) {
        throw new IOException("The server is gone.");
      }
      int word = server.pass(type, client);
      if (type == 'Z') {
        return word;
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Side session : resting) {
        session.socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
