package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import java.util.List;
import javafx.scene.control.MenuItem;

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

  /** The words of its package: those named {@code list.…} are the page's. */
  Texts texts();

  /**
   * Reads the lines; may block.
   *
   * @param organizations those not deleted
   */
  List<T> load(List<Organization> organizations);

  K id(T line);

  OrganizationId organization(T line);

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
  FormPane form(ListPage<K, T> page, Choice.For owner);
}
