package io.quittance.site.api;

import java.util.List;

/** A management API: its calls in the order of the document, and the schemas that they name. */
public record ApiDescription(String title, String description, List<Operation> operations, List<Schema> schemas) {

    /** The parts of the API. */
    public List<String> tags() {
        return operations.stream().map(Operation::tag).distinct().toList();
    }

    /** The calls of a part. */
    public List<Operation> operations(String tag) {
        return operations.stream()
                .filter(operation -> operation.tag().equals(tag))
                .toList();
    }
}
