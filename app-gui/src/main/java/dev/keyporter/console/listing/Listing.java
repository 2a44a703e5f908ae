package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.MenuItem;
import org.jspecify.annotations.Nullable;

/**
 * What differs from one list to the next.
 *
 * @param <K> identifies a thing
 * @param <T> a line of the list, with everything it shows
 */
public interface Listing<K, T> {
  ScreenName screen();

  /** What a place asks of this list. */
  Choice<K> choice(Place place);

  /** What a place has searched for; empty where it says nothing of it. */
  default Optional<String> search(Place place) {
    return Optional.empty();
  }

  /** What stands at the right of the page's head, beside the button for a new one. */
  default List<Node> controls() {
    return List.of();
  }

  /** Whether new ones are made here. */
  default boolean makesNew() {
    return true;
  }

  /** The words of its package: those named {@code list.…} are the page's. */
  Texts texts();

  /**
   * Reads the lines; may block.
   *
   * @param organizations those not deleted
   */
  List<T> load(List<Organization> organizations);

  K id(T line);

  /** Whose it is; null where it is nobody's. */
  @Nullable OrganizationId organization(T line);

  /** What is searched. */
  List<String> words(T line);

  /** Whether someone should look at it. */
  default boolean needsLook(T line) {
    return false;
  }

  List<ListColumn<T>> columns();

  /** What is shown beside the list of the line that is selected. */
  Detail<T> detail();

  /** What can be done with it, for menus. */
  List<MenuItem> actions(T line);

  /**
   * The form for a new one, beside the list.
   *
   * @param page shows what comes of it, where that is more than another line
   * @param owner whose it is to be, to begin with
   */
  default FormPane form(ListPage<K, T> page, Choice.For owner) {
    throw new UnsupportedOperationException("Nothing is made on this list.");
  }
}
