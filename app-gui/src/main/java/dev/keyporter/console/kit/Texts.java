package dev.keyporter.console.kit;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * The words of one package, from its bundle {@code texts.properties}, in the language the program
 * was started in.
 */
public final class Texts {
  private final ResourceBundle bundle;

  private Texts(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  /** The words of the package that {@code anchor} is in. */
  public static Texts of(Class<?> anchor) {
    return new Texts(
        ResourceBundle.getBundle(
            anchor.getPackageName() + ".texts",
            Locale.getDefault(Locale.Category.DISPLAY),
            anchor.getClassLoader(),
            // English is the base; another language of the system must not stand in for it.
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
  }

  /**
   * A text.
   *
   * @param arguments put in place of <code>{0}</code>, <code>{1}</code>, …; see {@link
   *     MessageFormat}
   * @throws MissingResourceException when there is none of that name
   */
  public String text(String name, Object... arguments) {
    String pattern = bundle.getString(name);
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, Locale.getDefault(Locale.Category.FORMAT)).format(arguments);
  }

  /** For FXML's {@code %name}. */
  ResourceBundle bundle() {
    return bundle;
  }
}
