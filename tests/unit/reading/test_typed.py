"""What students type, and how it is read by the shape that is asked for."""

from every import over
from spelling import told

from tutor.reading.answers import ClassWord, Expressions
from tutor.reading.scope import Scope
from tutor.reading.syntax import Num, Tup
from tutor.reading.typed import typed

# What is asked where the row does not say: in space for planes and lines, on the line for sets, else in the plane.
DIMENSIONS = {"equation": 3, "inequality": 3, "line": 3, "set": 1}
NAMES = {1: ("x",), 2: ("x", "y"), 3: ("x", "y", "z")}
SCOPE = Scope(frozenset("xyz"), answer=True)

CASES = [
    # What students put round a formula
    ("expression", "=2x+3", "(2*x + 3)"),
    ("expression", "f_x = 2x + 3", "(2*x + 3)"),
    ("expression", "ans: 2x+3", "(2*x + 3)"),
    ("expression", "Answer: $2x+3$", "(2*x + 3)"),
    ("expression", "the answer is 2x + 1", "(2*x + 1)"),
    ("expression", r"\(x^2\)", "x^2"),
    ("expression", r"\[x^2\]", "x^2"),
    ("expression", "2x+1.", "(2*x + 1)"),
    ("expression", r"\frac{2x}{3}", "2*x/3"),
    ("expression", r"\left(x+1\right)^2", "(x + 1)^2"),
    ("expression", "∂f/∂x(1,2) = 4", "4"),
    ("expression", r"\frac{\partial f}{\partial x} = 2xy", "2*x*y"),
    ("expression", r"\frac{\mathrm{d}z}{\mathrm{d}t} = 2t", "2*t"),
    ("expression", "f''(x) = 4", "4"),
    ("expression", "D_u f(1,2) = 11/sqrt(2)", "11/sqrt(2)"),
    ("expression", r"D_{\vec u} f = 11", "11"),
    ("expression", "L(x, y) = 1 + 2x", "(1 + 2*x)"),
    ("expression", "div F = 2x", "2*x"),
    ("expression", r"\nabla \cdot F = 2x", "2*x"),
    ("expression", "det J = r", "r"),
    ("expression", "slope = 3", "3"),
    ("expression", "rate: 5", "5"),
    ("expression", "The slope is 3", "3"),
    ("expression", "∫_0^1 x dx = 1/2", "1/2"),
    ("expression", r"\lim_{x\to 0} f = 3", "3"),
    ("expression", "d/dx(x^2) = 2x", "2*x"),
    ("expression", "z = f(x,y) = 3", "3"),
    # Chains and working
    ("expression", "f_x(1,2) = 2*1*2 = 4", "4"),
    ("expression", "8/3 ≈ 2.667", "8/3"),
    ("expression", r"x\approx 11", "11"),
    ("expression", "f_x = 2x + y\nf_x(1,2) = 4", "4"),
    ("expression", "x^2 + 2x\n= x(x+2)", "x*(x + 2)"),
    ("expression", "x\n+1", "(x + 1)"),
    ("expression", "f = 2x => 2", "2"),
    ("expression", "f_x = 2x, so f_x(1,2) = 2", "2"),
    ("expression", r"f_x = 2x \implies f_x(1,2) = 2", "2"),
    ("expression", r"\begin{aligned}f_x &= 2x\\ &= 4\end{aligned}", "4"),
    # Numbers
    ("expression", "7,425,000", "7425000"),
    ("expression", "7{,}425{,}000.5", "7425000.5"),
    ("expression", "5 m/s", "5"),
    ("expression", "9.81 m/s^2", "9.81"),
    ("expression", "8/3 π", "8/3*pi"),
    ("expression", "pi/4(e-1)", "pi/4*(e + -1)"),
    ("expression", "oo", "oo"),
    # Editors and look-alikes
    ("expression", r"\exponentialE^{x}", "e^x"),
    ("expression", r"\operatorname{sin}\mleft(x\mright)", "sin(x)"),
    ("expression", r"\ln\mleft(\lvert x\rvert\mright)", "ln(|x|)"),
    ("expression", r"\frac{1}{2}\,x\;y", "1/2*x*y"),
    ("expression", "ｘ＋１", "(x + 1)"),
    ("expression", "𝑥² + 𝟑", "(x^2 + 3)"),
    ("expression", "x−1", "(x + -1)"),
    # As the grammar reads them
    ("expression", "2x(x+1)", "2*x*(x + 1)"),
    ("expression", "xy(a+b)", "x*y*(a + b)"),
    ("expression", "e^x(2x+2y)", "e^x*(2*x + 2*y)"),
    ("expression", "x^-y", "x^-y"),
    ("expression", "sin^2 x", "sin(x)^2"),
    ("expression", "ln|x|", "ln(|x|)"),
    # Antiderivatives, limits, potentials
    ("antiderivative", "x^2/2 + C", "(x^2/2 + C)"),
    ("antiderivative", "F(x) = x^2/2 + c", "(x^2/2 + c)"),
    ("antiderivative", "x^2y + g(y)", "(x^2*y + g(y))"),
    ("limit", "0", "0"),
    ("limit", "infinity", "oo"),
    ("limit", "-∞", "-oo"),
    ("limit", "DNE", "NoLimit"),
    ("limit", "d.n.e.", "NoLimit"),
    ("limit", "The limit does not exist.", "NoLimit"),
    ("limit", "doesn’t exist", "NoLimit"),
    ("limit", r"\text{DNE}", "NoLimit"),
    ("limit", "diverges", "NoLimit"),
    ("limit", "no limit", "NoLimit"),
    ("limit", "the limit is 0", "0"),
    ("limit", "0, because |f| < x", "0"),
    ("potential", "x^2 y + C", "(x^2*y + C)"),
    ("potential", "f(x,y) = x^2 y", "x^2*y"),
    ("potential", "not conservative", "NotConservative"),
    ("potential", "F is not conservative", "NotConservative"),
    ("potential", "no potential function exists", "NotConservative"),
    ("potential", "not conservative, since P_y ≠ Q_x", "NotConservative"),
    # Vectors
    ("vector", "(2x, 2y)", "(2*x, 2*y)"),
    ("vector", "<2x, 2y>", "<2*x, 2*y>"),
    ("vector", "[2x, 2y]", "[2*x, 2*y]"),
    ("vector", "{2x, 2y}", "<2*x, 2*y>"),
    ("vector", "2x, 2y", "(2*x, 2*y)"),
    ("vector", "⟨1, 2⟩", "<1, 2>"),
    ("vector", "<< 1, 2 >>", "<1, 2>"),
    ("vector", r"\left\langle 1, 2\right\rangle", "<1, 2>"),
    ("vector", r"\begin{pmatrix}1\\2\end{pmatrix}", "<1, 2>"),
    ("vector", "[[1],[2]]", "<1, 2>"),
    ("vector", "[1;2]", "<1, 2>"),
    ("vector", "(1;2)", "(1, 2)"),
    ("vector", "matrix([1],[2])", "<1, 2>"),
    ("vector", "(1,2)^T", "(1, 2)"),
    ("vector 3", "i+2j-k", "<1, 2, -1>"),
    ("vector 3", "-i+(-8j)", "<-1, -8, 0>"),
    ("vector", "2xi + 2yj", "<2*x, 2*y>"),
    ("vector", "2x ihat + 3/7jhat", "<2*x, 3/7>"),
    ("vector", r"2x \mathbf{\hat{i}} + 2y \hat{\mathbf{j}}", "<2*x, 2*y>"),
    ("vector", "<3,4>/5", "<3/5, 4/5>"),
    ("vector", "-<1,2>", "<-1, -2>"),
    ("vector", "∇f(1,2) = (2x, 2y) = (2,4)", "(2, 4)"),
    ("vector", "grad f = 2x i + 2y j", "<2*x, 2*y>"),
    ("vector", "the gradient is (2x, 2y)", "(2*x, 2*y)"),
    ("vector 3", "curl F = 0", "<0, 0, 0>"),
    ("vector", "f_y = 2y, f_x = 2x", "(2*x, 2*y)"),
    ("vector", "∂f/∂x = 2x, ∂f/∂y = 2y", "(2*x, 2*y)"),
    ("vector", "f_x = 2x\nf_y = 2y", "(2*x, 2*y)"),
    ("vector", "f_x = 2x\nf_y = 2y\n∇f = (2x, 2y)", "(2*x, 2*y)"),
    ("vector", "x = 2.4, y = -1", "(2.4, -1)"),
    ("vector", "(x, y) = (2.4, -1)", "(2.4, -1)"),
    ("vector", "[1, x>2]", "[1, x > 2]"),
    ("vector", "(k+8, k)", "((k + 8), k)"),
    # Matrices
    ("matrix", "[[1, 2], [3, 4]]", "[1, 2; 3, 4]"),
    ("matrix", "matrix([1,2],[3,4])", "[1, 2; 3, 4]"),
    ("matrix", "[1, 2; 3, 4]", "[1, 2; 3, 4]"),
    ("matrix", "[1 2; 3 4]", "[1, 2; 3, 4]"),
    ("matrix", "(1 2; 3 4)", "[1, 2; 3, 4]"),
    ("matrix", "(1, 2; 3, 4)", "[1, 2; 3, 4]"),
    ("matrix", "((1,2),(3,4))", "[1, 2; 3, 4]"),
    ("matrix", "[1,2]\n[3,4]", "[1, 2; 3, 4]"),
    ("matrix", r"\begin{pmatrix}1 & 2 \\ 3 & 4\end{pmatrix}", "[1, 2; 3, 4]"),
    ("matrix", r"\left[\begin{array}{cc}1 & 2 \\3 & 4\end{array}\right]", "[1, 2; 3, 4]"),
    ("matrix", "Hf = [[1,2],[3,4]]", "[1, 2; 3, 4]"),
    ("matrix", "H(1,2) = [[1,2],[3,4]]", "[1, 2; 3, 4]"),
    ("matrix", "2[[1,2],[3,4]]", "[2, 2*2; 2*3, 2*4]"),
    ("matrix", "(1, 2)", "(1, 2)"),
    # Equations, inequalities, systems
    ("equation", "2x + y - z = 3", "(2*x + y + -z) = 3"),
    ("equation", "2(x-1)+3(y-2)=z-3", "(2*(x + -1) + 3*(y + -2)) = (z + -3)"),
    ("equation", "L(x,y) = 2x + 3y", "z = (2*x + 3*y)"),
    ("equation", "tangent plane: z = 3", "z = 3"),
    ("equation", "the plane is 2x+y=3", "(2*x + y) = 3"),
    ("equation", "2x+3y-z=5 => z = 2x+3y-5", "z = (2*x + 3*y + -5)"),
    ("equation", "x=2, x=-2", "x = 2 or x = -2"),
    ("equation", "x=2 or -2", "x = 2 or x = -2"),
    ("equation", "x = ±2", "x = ±2"),
    ("equation", "[x = 1]", "x = 1"),
    ("equation", "dy/dx = x", "dy_dx = x"),
    ("inequality", "1<x<5", "1 < x < 5"),
    ("inequality", "x>1 and x<5", "x > 1 and x < 5"),
    ("inequality", r"x \geq 5 \text{ or } x < 1", "x >= 5 or x < 1"),
    ("inequality", "x in [-2, 7]", "x in [-2, 7]"),
    ("inequality", "x ≠ 0", "x != 0"),
    ("system", "x + y = 3, x - y = 1", ".(x + y) = 3, (x + -y) = 1."),
    ("system", "x=1; y=2", ".x = 1, y = 2."),
    ("system", "x=1\ny=2", ".x = 1, y = 2."),
    ("system", "x=1 and y=2", ".x = 1, y = 2."),
    ("system", "[x^2=1]", ".x^2 = 1."),
    ("system", r"\begin{cases}x+y&=1\\x-y&=2\end{cases}", ".(x + y) = 1, (x + -y) = 2."),
    # Sets
    ("set", "{1, 2}", "{1, 2}"),
    ("set", "1, 2", "{1, 2}"),
    ("set", "x = 1, 2", "{1, 2}"),
    ("set", "x=1 or x=2", "{1, 2}"),
    ("set", "x=1 or 2", "{1, 2}"),
    ("set", "x=1 and x=2", "{1, 2}"),
    ("set", r"6 \text{ and } 8", "{6, 8}"),
    ("set", "x = ±1", "{±1}"),
    ("set", "x=+-sqrt(2)", "{±sqrt(2)}"),
    ("set", "1; 2", "{1, 2}"),
    ("set", "x^2=4\nx=2\nx=-2", "{2, -2}"),
    ("set", "x^2=4 => x=±2", "{±2}"),
    ("set", "none", "{}"),
    ("set", "no real solutions", "{}"),
    ("set", "∅", "{}"),
    ("set", r"\{\}", "{}"),
    ("set", "(1,2] U [2,3)", "(1, 2] union [2, 3)"),
    ("set", "-2 <= x <= 7", "-2 <= x <= 7"),
    ("set", "[0,1)", "[0, 1)"),
    ("set", "(1,2),(3,4)", "{(1, 2), (3, 4)}"),
    ("set", "(1,2) and (3,4)", "{(1, 2), (3, 4)}"),
    ("set", "(1,2);(3,4)", "{(1, 2), (3, 4)}"),
    ("set", "S = {1,2}", "{1, 2}"),
    ("set", "{x-1=0, x>1 and 5>x}", "{(x + -1) = 0, x > 1 and 5 > x}"),
    ("set", "all real numbers", "(-oo, oo)"),
    ("set", "x = n*pi, n integer", "{n*pi}"),
    # Several values
    ("expressions", "dz/ds = 4s, dz/dt = 4t", "((dz_ds, 4*s), (dz_dt, 4*t))"),
    ("expressions", "4s, 4t", "((-, 4*s), (-, 4*t))"),
    ("expressions", "(4s, 4t)", "((-, 4*s), (-, 4*t))"),
    ("expressions", "∂z/∂s = 2s + 2s = 4s; ∂z/∂t = 4t", "((dz_ds, 4*s), (dz_dt, 4*t))"),
    ("expressions", r"\frac{\partial z}{\partial s} = 4s \text{ and } z_t = 4t", "((dz_ds, 4*s), (z_t, 4*t))"),
    ("expressions", "f_x(1,2) = 4, f_y(1,2) = 5", "((f_x, 4), (f_y, 5))"),
    ("parameters", "m = 3/2, b = 5/6", "((m, 3/2), (b, 5/6))"),
    ("parameters", "m=3/2 and b=5/6", "((m, 3/2), (b, 5/6))"),
    ("parameters", "m=3/2 b=5/6", "((m, 3/2), (b, 5/6))"),
    ("parameters", "(m, b) = (3/2, 5/6)", "((m, 3/2), (b, 5/6))"),
    ("parameters", "3/2, 5/6", "((m, 3/2), (b, 5/6))"),
    ("linear", "1 + 2x, 1.02", "(1 + 2*x) 1.02"),
    ("linear", "1 + 2x", "(1 + 2*x) -"),
    ("linear", "L(x,y) = 1 + 2x; L(0.01, 0) ≈ 1.02", "(1 + 2*x) 1.02"),
    ("linear", "1+2x, estimate 1.02", "(1 + 2*x) 1.02"),
    ("linear", "L(x,y)=1+2x, so f(0.01,0) is about 1.02", "(1 + 2*x) 1.02"),
    ("steepest", "direction (8, 3), rate sqrt(73)", "(8, 3) sqrt(73)"),
    ("steepest", "(8,3); sqrt(73)", "(8, 3) sqrt(73)"),
    ("steepest", "rate sqrt(73) in the direction (8,3)", "(8, 3) sqrt(73)"),
    ("steepest", "the direction is 8i + 3j and the rate is √73", "(8, 3) sqrt(73)"),
    ("steepest", "∇f = <8,3>, |∇f| = √73", "(8, 3) sqrt(73)"),
    ("steepest", "direction (8,3)", "(8, 3) -"),
    ("valued_gradient", "6 + sin 2, (3 + cos 2, 2)", "(6 + sin(2)) ((3 + cos(2)), 2)"),
    ("valued_gradient", "(3 + cos 2, 2)", "- ((3 + cos(2)), 2)"),
    ("valued_gradient", "3 + cos 2, 2", "- ((3 + cos(2)), 2)"),
    ("valued_gradient", "f = 6, ∇f = 3i + 2j", "6 (3, 2)"),
    # Lines
    ("line", "(1,2,3) + t(4,5,6)", "(1, 2, 3) (4, 5, 6) t"),
    ("line", "r(t) = <1,2,3> + t<4,5,6>", "(1, 2, 3) (4, 5, 6) t"),
    ("line", r"\vec{r} = \begin{pmatrix}1\\2\\3\end{pmatrix}+\lambda\begin{pmatrix}4\\5\\6\end{pmatrix}", "(1, 2, 3) (4, 5, 6) lamda"),
    ("line", "x = 1 + 4t, y = 2 + 5t, z = 3", "(1, 2, 3) (4, 5, 0) t"),
    ("line", "x=1+t y=2+2t z=3+3t", "(1, 2, 3) (1, 2, 3) t"),
    ("line", "x=1+t\ny=2\nz=3-t, t in R", "(1, 2, 3) (1, 0, -1) t"),
    ("line", "(x-1)/4 = (y-2)/5 = (z-3)/6", "(1, 2, 3) (4, 5, 6) -"),
    ("line", "x = 1, (y-2)/2 = z-3", "(1, 2, 3) (0, 2, 1) -"),
    ("line", "x - 1 = (2-y)/3 = z", "(1, 2, 0) (1, -3, 1) -"),
    ("line", "(1+t, 2+2t, 3+3t)", "(1, 2, 3) (1, 2, 3) t"),
    ("line", "r(t) = (1+t)i + (2+2t)j + 3k", "(1, 2, 3) (1, 2, 0) t"),
    ("line", "point (1,2,3), direction (4,5,6)", "(1, 2, 3) (4, 5, 6) -"),
    ("line", "direction (4,5,6), point (1,2,3)", "(1, 2, 3) (4, 5, 6) -"),
    ("line", "the line through (1,2,3) and parallel to <4,5,6>", "(1, 2, 3) (4, 5, 6) -"),
    # Points
    ("points", "(1, 0) local minimum, (-1, 0) saddle point", "((1, 0) local_min, (-1, 0) saddle)"),
    ("points", "(1,0): min; (-1,0) saddle", "((1, 0) local_min, (-1, 0) saddle)"),
    ("points", "saddle at (0,0)", "((0, 0) saddle)"),
    ("points", "saddle (0,0), (1,1) local min", "((0, 0) saddle, (1, 1) local_min)"),
    ("points", "(1,0) is a local minimum and (-1,0) is a saddle point", "((1, 0) local_min, (-1, 0) saddle)"),
    ("points", "minima at (1,0) and (2,0), saddles (0,0), (3,3)", "((1, 0) local_min, (2, 0) local_min, (0, 0) saddle, (3, 3) saddle)"),
    ("points", "(1,0), (2,0) local minima; (0,0) saddle", "((1, 0) local_min, (2, 0) local_min, (0, 0) saddle)"),
    ("points", "min: (1,0)\nmax: (0,1)\nsaddle: none", "((1, 0) local_min, (0, 1) local_max)"),
    ("points", "(0,0) rel. min., (1,1) rel. max.", "((0, 0) local_min, (1, 1) local_max)"),
    ("points", "lokales Minimum (1,0), Sattelpunkt (0,0)", "((1, 0) local_min, (0, 0) saddle)"),
    ("points", "(1,0) (local minimum), (-1,0) (saddle)", "((1, 0) local_min, (-1, 0) saddle)"),
    ("points", r"\left(1,0\right)\text{ local minimum}", "((1, 0) local_min)"),
    ("points", "1. (1,0) min\n2. (0,1) max", "((1, 0) local_min, (0, 1) local_max)"),
    ("points", "(0,0) neither max nor min", "((0, 0) neither)"),
    ("points", "(0,0) not an extremum", "((0, 0) neither)"),
    ("points", "(0,0) degenerate", "((0, 0) inconclusive)"),
    ("points", "(0,0) test fails", "((0, 0) inconclusive)"),
    ("points", "x=1, y=1 min", "((1, 1) local_min)"),
    ("points", "x = 1, y = 1; x = -1, y = -1", "((1, 1) -, (-1, -1) -)"),
    ("points", "x=1 y=1", "((1, 1) -)"),
    ("points", "x=1\ny=2\nlocal min", "((1, 2) local_min)"),
    ("points", "[x=1,y=1],[x=2,y=2]", "((1, 1) -, (2, 2) -)"),
    ("points", "(x,y) = (0,0), (1,1)", "((0, 0) -, (1, 1) -)"),
    ("points", "{(1,0), (2,3)}", "((1, 0) -, (2, 3) -)"),
    ("points", "P(1,0) min", "((1, 0) local_min)"),
    ("points", "(±1, 0)", "((1, 0) -, (-1, 0) -)"),
    ("points", "(±1, ±2)", "((1, 2) -, (1, -2) -, (-1, 2) -, (-1, -2) -)"),
    ("points", "(±1, ∓1) saddle", "((1, -1) saddle, (-1, 1) saddle)"),
    ("points", "±(1,2)", "((1, 2) -, (-1, -2) -)"),
    ("points", "(0, nπ), n ∈ Z", "((0, n*pi) -)"),
    ("points", "none", "()"),
    ("points", "There are no critical points.", "()"),
    ("points", "(1,1) min, f(1,1) = 3", "((1, 1) local_min 3)"),
    ("points", "f_x=2x+y=0, f_y=x+2y-3=0 => x=-1,y=2", "((-1, 2) -)"),
    ("points", "f_x = 2x = 0\nx = 0\n(0,0) min", "((0, 0) local_min)"),
    ("points 1", "x=1 local min, x=-1 local max", "((1) local_min, (-1) local_max)"),
    # Extrema
    ("extrema", "max 4 at (2, 2), (-2, -2); min -4 at (2, -2)", "4 ((2, 2), (-2, -2)) -4 ((2, -2)) -"),
    ("extrema", "max 4 at (2, 2), (-2, -2), min -4 at (2, -2)", "4 ((2, 2), (-2, -2)) -4 ((2, -2)) -"),
    ("extrema", "maximum value is 4 at (2,2) and (-2,-2)", "4 ((2, 2), (-2, -2)) - -"),
    ("extrema", "1/4 at (1/2, 1/2)", "- - 1/4 ((1/2, 1/2))"),
    ("extrema", "no maximum", "none - -"),
    ("extrema", "max does not exist, min 0 at (0,0)", "none 0 ((0, 0)) -"),
    ("extrema", "f(2,2) = 4 max", "4 ((2, 2)) - -"),
    ("extrema", "max is f(2,2) = f(-2,-2) = 4", "4 ((2, 2), (-2, -2)) - -"),
    ("extrema", "max = 4, min = -4", "4 () -4 () -"),
    ("extrema", "max: 4", "4 () - -"),
    ("extrema", "4 (max), -4 (min)", "4 () -4 () -"),
    ("extrema", "4 max at (2,2), -4 min at (2,-2)", "4 ((2, 2)) -4 ((2, -2)) -"),
    ("extrema", "(2,2) max 4, (2,-2) min -4", "4 ((2, 2)) -4 ((2, -2)) -"),
    ("extrema", "max=4 (at (2,2)), min=-4 (at (2,-2))", "4 ((2, 2)) -4 ((2, -2)) -"),
    ("extrema", "f_{max} = 4 at (2,2)", "4 ((2, 2)) - -"),
    ("extrema", "absolute max 4 at ±(2,2)", "4 ((2, 2), (-2, -2)) - -"),
    ("extrema", "1/4 at x = 1/2, y = 1/2", "- - 1/4 ((1/2, 1/2))"),
    ("extrema", "max 4\nmin -4\nmax at (2,2)", "4 ((2, 2)) -4 () -"),
    ("extrema", "λ = 1/2, x = 1, y = 1, f = 4", "- - 4 ((1, 1))"),
    ("extrema", "max (2,2)", "- ((2, 2)) - -"),
    ("extrema 1", "max 4 at 2", "4 ((2)) - -"),
    # Limits of integration
    ("limits", "int_0^1 int_y^1 f dx dy", "((x, y, 1), (y, 0, 1)) f"),
    ("limits", "∫_0^{2π}∫_0^1 r^3 dr dθ", "((r, 0, 1), (theta, 0, 2*pi)) r^3"),
    ("limits", r"\int_{0}^{1}\!\int_{y}^{1} f(x,y)\,\mathrm{d}x\,\differentialD y", "((x, y, 1), (y, 0, 1)) f(x, y)"),
    ("limits", "int_0^1 int_0^x (x+y) dy dx = 1/2", "((y, 0, x), (x, 0, 1)) (x + y)"),
    ("limits", "V = 2 int_0^1 int_0^x y dy dx", "((y, 0, x), (x, 0, 1)) 2*y"),
    ("limits", "y <= x <= 1, 0 <= y <= 1", "((x, y, 1), (y, 0, 1)) -"),
    ("limits", "0<=y<=1 and 1>=x>=y", "((y, 0, 1), (x, y, 1)) -"),
    ("limits", "x in [0,1], y in [0,x]", "((x, 0, 1), (y, 0, x)) -"),
    ("limits", "x from y to 1, y from 0 to 1", "((x, y, 1), (y, 0, 1)) -"),
    ("limits", "x: y to 1, y = 0..1", "((x, y, 1), (y, 0, 1)) -"),
    ("limits", "x >= 0, x <= 1", "((x, 0, 1)) -"),
    # Classes
    ("class", "convex", "convex"),
    ("class", "strictly convex function", "strictly_convex"),
    ("class", "concave down", "concave"),
    ("class", "it is strictly concave", "strictly_concave"),
    ("class", "neither", "neither"),
    ("class", "not convex nor concave", "neither"),
    ("class", "not convex and not concave", "neither"),
    ("class", "convex, not strictly", "convex not strictly"),
    ("class", "concave but not strictly concave", "concave not strictly"),
    ("class", "concave and not convex", "concave"),
    ("class", "strictly concave, since the minors alternate", "strictly_concave"),
    ("class", "concave, even strictly", "strictly_concave"),
]  # fmt: skip


@over(("shape", "text", "meant"), CASES)
def test_read(shape: str, text: str, meant: str) -> None:
    kind, _, size = shape.partition(" ")
    dimension = int(size or DIMENSIONS.get(kind, 2))
    names = ("m", "b") if kind == "parameters" else NAMES[dimension]
    found = typed(text, kind, SCOPE, dimension, names)
    assert told(found.reading) == meant
    assert all(0 <= n.start < n.end <= len(text) for n in found.notices)
    assert all(line in text for line in found.lines)


@over(
    ("shape", "text", "says"),
    [
        ("expression", "7,425,000", "thousands: 7425000"),
        ("expression", "x ≈ 11", "≈ is read as ="),
        ("expression", "8/3 ≈ 2.667", "exact value before ≈"),
        ("expression", "4/2 = 2", "last member, 2,"),
        ("expression", "x(x+1) = (x^2 + x)", "last member"),
        ("expression", "f_x = 2x\nf_x(1) = 2", "last line"),
        ("expression", "1/2x", "(1/2) times x"),
        ("limit", "0, because |f| < x", "reason is left out"),
        ("vector", "{1, 2}", "Braces are for sets"),
        ("vector", "0", "zero vector"),
        ("matrix", "(1, 2)", "single row or column"),
        ("equation", "L(x,y) = 3", "read as z"),
        ("equation", "x = 2, x = -2", "read as 'or'"),
        ("set", "1 and 2", "list of values"),
        ("parameters", "3/2, 5/6", "in the order x, y"),
        ("points", "(±1, ±2)", "4 points"),
        ("points", "1, 2", "one point"),
        ("points", "(1,1) min since D > 0", "reason is not judged"),
        ("points", "f_x = 0\n(0,0) min\n(1,1) max", "taken as working"),
        ("extrema", "λ = 2, max 4", "multiplier"),
    ],
)
def test_notices(shape: str, text: str, says: str) -> None:
    found = typed(text, shape, SCOPE, 2, NAMES[2])
    assert any(says in n.message for n in found.notices), found.notices


@over(
    ("shape", "text"),
    [
        ("expression", "f_x = 2x"), ("vector", "∇f = (2x, 2y)"), ("matrix", "[1 2; 3 4]"), ("points", "(1, 0) min, (2, 0) saddle"),
        ("extrema", "max 4 at (2, 2); min -4 at (2, -2)"), ("line", "(1, 2) + t(3, 4)"), ("limits", "0 <= x <= 1, 0 <= y <= x"),
    ],
)  # fmt: skip
def test_no_notice_without_need(shape: str, text: str) -> None:
    assert typed(text, shape, SCOPE, 2, NAMES[2]).notices == ()


def test_the_name_is_kept() -> None:
    assert typed("f_x(1, 2) = 4", "expression", SCOPE).name == "f_x(1, 2)"
    assert typed("∇f = (1, 2)", "vector", SCOPE).name == "∇f"
    assert typed("2x", "expression", SCOPE).name is None


def test_the_members_of_a_chain_are_kept() -> None:
    assert [told(m) for m in typed("f_x = 2*3 = 6", "expression", SCOPE).chain] == ["2*3", "6"]
    assert [told(m) for m in typed("4/3 = 8/6 ≈ 1.33", "expression", SCOPE).chain] == ["4/3", "8/6"]
    assert typed("f_x = 6", "expression", SCOPE).chain == ()
    assert typed("x = 6 ≈ 7", "expression", SCOPE).chain == ()


def test_the_lines_are_kept_as_typed() -> None:
    assert typed("f_x = 2x\n f_x(1) = $2$", "expression", SCOPE).lines == ("f_x = 2x", "f_x(1) = $2$")
    assert typed("2x", "expression", SCOPE).lines == ("2x",)
    # A line that goes on is one with the next.
    assert typed("2x +\n1", "expression", SCOPE).lines == ("2x +\n1",)


def test_strict_brackets_mean_what_they_say() -> None:
    assert told(typed("(1, 2)", "vector", SCOPE, strict_brackets=True).reading) == "(1, 2)"
    assert told(typed("{1, 2}", "vector", SCOPE).reading) == "<1, 2>"


def test_positions_are_those_of_the_text_as_typed() -> None:
    text = r"Answer: $\left(2, 7\right)$"
    found = typed(text, "vector", SCOPE).reading
    assert isinstance(found, Tup)
    assert [text[item.start : item.end] for item in found.items] == ["2", "7"]


def test_subscripts_are_one_where_only_one_is_declared() -> None:
    assert told(typed("a1 + a_1", "expression", Scope(frozenset({"a_1"}), answer=True)).reading) == "(a_1 + a_1)"
    assert told(typed("a1 + a_1", "expression", Scope(frozenset({"a1"}), answer=True)).reading) == "(a1 + a1)"


def test_the_letters_of_a_problem_are_no_units_and_no_words() -> None:
    assert told(typed("5 m", "expression", Scope(frozenset("m"))).reading) == "5*m"
    assert told(typed("s o", "expression", Scope(frozenset("so"))).reading) == "s*o"
    assert told(typed("(xi, 2)", "vector", Scope(frozenset({"xi"}))).reading) == "(xi, 2)"


def test_without_names_or_dimension() -> None:
    assert typed("4s, 4t", "expressions", Scope()).reading == Expressions(((None, typed("4s", "expression", Scope()).reading),
                                                                           (None, typed("4t", "expression", Scope()).reading)))  # fmt: skip
    assert typed("convex", "class", Scope()).reading == ClassWord("convex")
    assert told(typed("x=1,y=1; x=2,y=2", "points", Scope()).reading) == "((1, 1) -, (2, 2) -)"
    assert typed("7", "expression", Scope()).reading == Num("7")
