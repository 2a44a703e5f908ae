package dev.keyporter.console.shell;

import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything with a name that the palette can lead to, and what an id stands for. */
final class Things {
  private final Workspace workspace;

  Things(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Organizations, users, keys and tokens; blocks. */
  List<Command> all() {
    Database database = workspace.database();
    var all = new ArrayList<Command>();
    for (Organization organization : database.organizations().list()) {
      String home = organization.name();
      add(
          all,
          ScreenName.ORGANIZATIONS,
          home,
          "",
          new Place.Organizations(new Choice.One<>(organization.id())));
      database
          .users()
          .list(organization.id())
          .forEach(
              user ->
                  add(
                      all,
                      ScreenName.USERS,
                      user.name(),
                      home,
                      new Place.Users(new Choice.One<>(user.id()))));
      database
          .providerKeys()
          .list(organization.id())
          .forEach(
              key ->
                  add(
                      all,
                      ScreenName.KEYS,
                      key.name(),
                      home,
                      new Place.Keys(new Choice.One<>(key.id()))));
      database
          .accessTokens()
          .list(organization.id())
          .forEach(
              token ->
                  add(
                      all,
                      ScreenName.TOKENS,
                      token.name(),
                      home,
                      new Place.Tokens(new Choice.One<>(token.id()))));
    }
    return all;
  }

  private void add(List<Command> all, ScreenName screen, String name, String hint, Place place) {
    all.add(
        new Command(
            Command.Group.THINGS,
            screen.icon(),
            name,
            hint,
            () -> workspace.navigator().go(place)));
  }

  /** The request that an id of ours or of the provider's stands for; blocks. */
  Optional<Command> request(String id) {
    Optional<RequestSummary> found =
        id.startsWith("req_")
            ? RequestId.parse(id).flatMap(workspace.database().requests()::find)
            : workspace.database().requests().findByResponseId(id, null);
    return found.map(
        request ->
            new Command(
                Command.Group.THINGS,
                ScreenName.REQUESTS.icon(),
                id,
                workspace.times().full(request.createdAt()),
                () -> workspace.navigator().go(new Place.Request(request.id()))));
  }

  /** Whether something typed can only be an id of a request or a response. */
  static boolean isId(String typed) {
    return typed.matches("(req|resp)_[A-Za-z0-9]{8,}");
  }
}
