package corpus;

public final class Factory extends BaseFactory {

    @Override
    public String name() {
        return io.quittance.spi.OfTomorrow.NAME.toString();
    }
}
