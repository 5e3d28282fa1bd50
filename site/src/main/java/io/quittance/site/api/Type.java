package io.quittance.site.api;

import java.util.List;
import java.util.stream.Collectors;

/** What a value is, as words of which some are the names of schemas. */
public record Type(List<Word> words) {

    /**
     * A word of a type.
     *
     * @param isSchema whether it is the name of a schema
     */
    public record Word(String text, boolean isSchema) {}

    static Type schema(String name) {
        return new Type(List.of(new Word(name, true)));
    }

    static Type of(String text) {
        return new Type(List.of(new Word(text, false)));
    }

    @Override
    public String toString() {
        return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }
}
