import './base.css';
import './colours.css';
import './states.css';
import './panel.css';
import './steps.css';
import './parameters.css';
import './lists.css';
import './diagnostics.css';
