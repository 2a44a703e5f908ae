package dev.keyporter.model.traffic;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a filter's text, for showing it.
 *
 * @param start where it begins, in characters
 * @param valueStart where its value begins, after the colon; {@code start} in free words
 * @param end where it ends, exclusive
 * @param key null for free words and unknown keys
 * @param correct whether it could be understood
 */
public record FilterToken(
    int start, int valueStart, int end, @Nullable FilterKey key, boolean correct) {}
