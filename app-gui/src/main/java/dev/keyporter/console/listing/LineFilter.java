package dev.keyporter.console.listing;

import dev.keyporter.model.account.OrganizationId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are shown.
 *
 * @param typed each word of it has to be found somewhere in the line, in any case
 * @param organization null for all
 * @param needsLook only those that someone should look at
 */
record LineFilter(String typed, @Nullable OrganizationId organization, boolean needsLook) {
  <K, T> Predicate<T> on(Listing<K, T> listing) {
    List<String> words =
        Arrays.stream(typed.toLowerCase(Locale.ROOT).split("\\s+"))
            .filter(word -> !word.isEmpty())
            .toList();
    return line ->
        (organization == null || organization.equals(listing.organization(line)))
            && (!needsLook || listing.needsLook(line))
            && contains(listing.words(line), words);
  }

  private static boolean contains(List<String> texts, List<String> words) {
    String text = String.join("\n", texts).toLowerCase(Locale.ROOT);
    return words.stream().allMatch(text::contains);
  }
}
