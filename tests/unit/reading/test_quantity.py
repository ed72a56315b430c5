"""Labels before and behind an answer: the quantity that each names."""

from every import over

from tutor.reading.quantity import quantity

VARIABLES = ("x", "y", "t", "theta")


@over(
    ("labels", "operation", "by"),
    [
        (("f_x", "fx", "f'_x", "∂f/∂x", "df/dx", "D_x f", "∂_x f", r"\frac{\partial f}{\partial x}", "z_x", "f_x(1, 2)", "d/dx f"),
         "derivative", ("x",)),
        (("f_xy", "f_{xy}", "∂/∂y(∂f/∂x)", r"\frac{\partial^2 f}{\partial x \partial y}", "d^2f/dxdy"), "derivative", ("x", "y")),
        (("f_xx", "∂²f/∂x²", "d2f/dx2", r"\frac{d^2 y}{d x^2}"), "derivative", ("x", "x")),
        (("y'", "y'(x)", "f’"), "derivative", ("",)),
        (("y''", "y^{\\prime\\prime}"), "derivative", ("", "")),
        (("dy/dx", "(dy)/(dx)", "((d(y))/(d(x)))", r"\frac{\mathrm{d}y}{\mathrm{d}x}", "dy/dx|_(3, 4)"), "derivative", ("x",)),
        (("f_\\theta", "f_{theta}", "dr/dθ", r"\partial f/\partial\theta"), "derivative", ("theta",)),
        (("∇f", "grad f", r"\nabla f(1, 2)"), "gradient", ()),
        (("div F", "∇·F", r"\nabla\cdot\mathbf{F}"), "divergence", ()),
        (("curl F", "rot(F)", "∇×F"), "curl", ()),
        (("∇²u", r"\nabla^{2} u", "∇·∇f"), "laplacian", ()),
        (("dz", "ΔV"), "differential", ()),
        (("A", "L(x, y)", "x", "x_1"), "value", ()),
    ],
)  # fmt: skip
def test_one_quantity_in_many_spellings(labels: tuple[str, ...], operation: str, by: tuple[str, ...]) -> None:
    for label in labels:
        found = quantity(label, VARIABLES, "fgz")
        assert found is not None, label
        assert (found.operation, found.by) == (operation, by), label


@over("label", ["∇f·u", "the answer", "|J|", "∂Q/∂x-∂P/∂y", "2x", "", "f_" * 100])
def test_what_names_no_single_quantity(label: str) -> None:
    assert quantity(label, VARIABLES, "fgz") is None


def test_where_a_limit_goes() -> None:
    found = quantity(r"\lim_{x \to 2} \frac{x^2 - 1}{x - 1}", VARIABLES)
    assert found is not None
    assert (found.operation, found.by, found.at) == ("limit", ("x",), "2")
