package io.quittance.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the site of a checkout. */
public final class Main {

    private Main() {}

    /**
     * Makes the site.
     *
     * @param arguments the directory of the checkout, the directory to write, and the version that the pages name
     * @throws BrokenSite if a document links to nothing, or is in no section
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("allowed are three arguments: CHECKOUT DIRECTORY VERSION");
        }
        Checkout checkout = new Checkout(Path.of(arguments[0]).toRealPath());
        read(checkout, arguments[2]).writeTo(Path.of(arguments[1]));
    }

    private static Site read(Checkout checkout, String version) throws IOException {
        List<Document> documents = new ArrayList<>();
        for (String source : checkout.documents()) {
            documents.add(MarkdownDocument.parse(source, checkout.text(source)));
        }
        documents.add(ApiReference.read(checkout.text(ApiReference.SOURCE)));
        return Site.of(checkout, Navigation.standard(), documents, version);
    }
}
