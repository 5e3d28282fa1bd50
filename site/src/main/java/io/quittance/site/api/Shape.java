package io.quittance.site.api;

import java.util.List;

/**
 * What a schema says of a value.
 *
 * @param description empty if it says nothing
 * @param rules what else holds, each a few words
 * @param allowed the values that it may have; empty if there is no list of them
 * @param properties those of an object that is described in this place, with those of objects within it
 */
public record Shape(
        Type type, String description, List<String> rules, List<String> allowed, List<Property> properties) {

    /**
     * A property of an object.
     *
     * @param name with the names of what it is within, as in {@code order.status} or {@code log[].at}
     */
    public record Property(String name, boolean required, Shape shape) {}
}
