package io.quittance.site;

import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/** Has the links of a Markdown document lead to pages, and its images to copies. */
final class LinkRewriter extends AbstractVisitor {
    private final Links links;

    LinkRewriter(Links links) {
        this.links = links;
    }

    @Override
    public void visit(Link link) {
        visitChildren(link);
        Optional<String> destination = links.link(link.getDestination());
        if (destination.isPresent()) {
            link.setDestination(destination.get());
        } else {
            unwrap(link);
        }
    }

    @Override
    public void visit(Image image) {
        image.setDestination(links.image(image.getDestination()));
    }

    // A comment is for those who write.
    @Override
    public void visit(HtmlBlock block) {
        if (block.getLiteral().startsWith("<!--")) {
            block.unlink();
        } else {
            links.problem(
                    "has HTML, which pages do not show: " + block.getLiteral().strip());
        }
    }

    @Override
    public void visit(HtmlInline inline) {
        links.problem("has HTML, which pages do not show: " + inline.getLiteral());
    }

    private static void unwrap(Link link) {
        for (Node child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
            link.insertBefore(child);
        }
        link.unlink();
    }
}
